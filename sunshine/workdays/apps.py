from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "sunshine.workdays"
    label = "workdays"
