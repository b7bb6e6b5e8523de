from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "sunshine.ui"
    label = "ui"
