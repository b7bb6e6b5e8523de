from django.apps import AppConfig

from sunshine.rulebook import checks


class RulebookConfig(AppConfig):
    name = "sunshine.rulebook"
    label = "rulebook"
    system_checks = checks  # registered by being imported
