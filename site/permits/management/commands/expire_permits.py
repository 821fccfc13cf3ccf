from typing import Any

from django.core.management.base import BaseCommand

from permits.services import expire_permits


class Command(BaseCommand):
    help = (
        "Write down which permits have run out and which suspensions have ended. What readers see does not wait for it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        expire_permits()
