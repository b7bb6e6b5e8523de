from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "sunshine.drafts"
    label = "drafts"
