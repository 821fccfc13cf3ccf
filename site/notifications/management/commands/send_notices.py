from typing import Any

from django.core.management.base import BaseCommand

from notifications.delivery import deliver_due


class Command(BaseCommand):
    help = "Send the messages that are due: new ones, those put off, those whose sender was killed. The clock does so each minute."

    def handle(self, *args: Any, **options: Any) -> None:
        deliver_due()
