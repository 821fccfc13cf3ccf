from typing import Any

from django.core.management.base import BaseCommand

from audit.services import make_checkpoint


class Command(BaseCommand):
    help = "Write today's checkpoint over all chains of the audit record, if there is none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        make_checkpoint()
