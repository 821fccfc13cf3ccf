from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from sala import first_pages
from sala.demo import content, information
from sala.demo.cases import missing_matters
from sala.demo.forms import load_forms
from sala.demo.municipality import Shared, load_municipality
from sala.demo.people import load_people
from sala.demo.permits import issue_older_permits, let_time_pass, missing_recent_permits
from sala.demo.registers import load_example_registers, load_permit_types
from sala.demo.services import load_services, publish_own_services, translate_services
from sala.demo.timeline import run_in_order

BATCH = 20  # short transactions: others may write meanwhile


class Command(BaseCommand):
    help = (
        "Load the demo municipality “เทศบาลเมืองศาลา”: services, pages in Thai and English, offices and sign-ins. "
        "Safe to run again: what exists is left as it is, what is missing is made. Refuses where there is another home page."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not information.may_load():
            raise CommandError(
                "This site has its own home page; the demo is loaded only into an empty site. Nothing was changed. "
                "For a demo beside this site, set SALA_DATA_DIR (or DATABASE_URL) to another place."
            )
        # Wagtail would queue a task for each of thousands of rows; once for each page at the end is enough.
        with disable_reference_index_auto_update():
            self.load()
        call_command("rebuild_references_index", verbosity=0)
        self.stdout.write(self.style.SUCCESS("The demo municipality is loaded."))

    def load(self) -> None:
        first_pages.add_english_locale()
        memory = content.Memory()
        entries = content.services()
        with transaction.atomic():
            shared = load_municipality(memory)
            home, services, pages = information.load_frame(shared)
            information.translate_frame(home, services, pages, shared)
        for start in range(0, len(entries), BATCH):
            with transaction.atomic():
                load_services(services, shared, entries[start : start + BATCH])
        with transaction.atomic():
            publish_own_services(services)
        for start in range(0, len(entries), BATCH):
            with transaction.atomic():
                translate_services(services, shared, entries[start : start + BATCH])
        with transaction.atomic():
            load_forms(services, shared)
        self.load_registers(shared)
        with transaction.atomic():
            information.load_information(pages, shared)
            information.publish_home(home, shared)

    def load_registers(self, shared: Shared) -> None:
        with transaction.atomic():
            load_people(shared.units)
            load_permit_types(shared)
        load_example_registers(shared)
        issue_older_permits()
        run_in_order([*missing_recent_permits(), *missing_matters(shared.units)])
        let_time_pass()
