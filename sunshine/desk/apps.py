from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "sunshine.desk"
    label = "desk"
