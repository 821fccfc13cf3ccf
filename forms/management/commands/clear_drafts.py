from typing import Any

from django.core.management.base import BaseCommand

from forms.drafts import clear_expired_drafts


class Command(BaseCommand):
    help = "Delete applications that were begun and not sent within thirty days, with their files."

    def handle(self, *args: Any, **options: Any) -> None:
        if count := clear_expired_drafts():
            self.stdout.write(f"{count} drafts were deleted.")
