from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "sunshine.cases"
    label = "cases"
