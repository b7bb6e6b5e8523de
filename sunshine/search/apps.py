from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sunshine.search"
    label = "search"
