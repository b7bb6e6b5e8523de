from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "sunshine.letters"
    label = "letters"
