from django.apps import AppConfig


class ScreensConfig(AppConfig):
    name = "sunshine.screens"
    label = "screens"
