from django.apps import AppConfig


class InfoRequestsConfig(AppConfig):
    name = "sunshine.inforequests"
    label = "inforequests"

    def ready(self) -> None:
        """Let every list of cases know this kind."""
        import sunshine.inforequests.kinds  # noqa: F401, PLC0415
