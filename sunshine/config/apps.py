from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "sunshine.config"
    label = "config"
