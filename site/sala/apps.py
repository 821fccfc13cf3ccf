from django.apps import AppConfig


class SalaConfig(AppConfig):
    name = "sala"

    def ready(self) -> None:
        from sala import checks  # noqa: F401, PLC0415 (registers them)
