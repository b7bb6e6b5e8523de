from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "sunshine.matters"
    label = "matters"

    def ready(self) -> None:
        import sunshine.matters.guide_form  # noqa: F401, PLC0415 - registers the form of guides
