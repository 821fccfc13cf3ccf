from django.apps import AppConfig


class SalaConfig(AppConfig):
    name = "sala"
