from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "sunshine.alerts"
    label = "alerts"
