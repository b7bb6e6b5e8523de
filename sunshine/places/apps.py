from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "sunshine.places"
    label = "places"
