from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "sunshine.gate"
    label = "gate"
