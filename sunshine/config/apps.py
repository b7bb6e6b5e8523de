from django.apps import AppConfig

from sunshine.config import checks


class ConfigConfig(AppConfig):
    name = "sunshine.config"
    label = "config"
    # Named here so that the import, which registers them, is no accident.
    system_checks = checks
