from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "sunshine.figures"
    label = "figures"
