from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.verification import find_faults


class Command(BaseCommand):
    help = "Check the whole audit record. Names each fault, and then ends with exit code 1."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for fault in find_faults():
            self.stdout.write(fault)
            faults += 1
        if faults:
            raise CommandError(f"The audit record has {faults} {'fault' if faults == 1 else 'faults'}.")
