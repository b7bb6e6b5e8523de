from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "sunshine.publishing"
    label = "publishing"
