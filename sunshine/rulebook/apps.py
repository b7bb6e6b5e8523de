from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "sunshine.rulebook"
    label = "rulebook"
