from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "sunshine.notices"
    label = "notices"
