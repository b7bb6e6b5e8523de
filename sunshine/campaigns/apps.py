from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "sunshine.campaigns"
    label = "campaigns"
