from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "sunshine.imports"
    label = "imports"
