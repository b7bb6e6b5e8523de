from django.apps import AppConfig


class InfoRequestsConfig(AppConfig):
    name = "sunshine.inforequests"
    label = "inforequests"
