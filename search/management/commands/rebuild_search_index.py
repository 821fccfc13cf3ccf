from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import documents, engines
from search.engines.base import EngineError
from search.followers import rebuild

BAR_CHARS = 40


class Command(BaseCommand):
    help = "Build the indexes of search anew. Search goes on answering from the old ones until the new ones are ready."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--engine", choices=["embedded", "elasticsearch"], help="only this one; else all that are set up"
        )

    def handle(self, *, engine: str | None, **options: Any) -> None:
        chosen = [one for one in engines.configured() if engine in (None, one.name)]
        if not chosen:
            raise CommandError("ELASTICSEARCH_URL is not set.")
        for one in chosen:
            bar = _Bar(self, f"{one.name}, {one.group}", documents.count(one.group))
            try:
                rebuild(one, bar.show)
            except EngineError as error:
                raise CommandError(str(error)) from error
            bar.finish()


class _Bar:
    """A progress bar on a terminal; one line at the end elsewhere."""

    def __init__(self, command: BaseCommand, name: str, total: int) -> None:
        self.out = command.stdout
        self.name = name
        self.total = total
        self.done = 0

    def show(self, number: int) -> None:
        self.done = number
        if self.out.isatty() and (number % 50 == 0 or number == self.total):
            filled = "█" * (BAR_CHARS * min(number, self.total) // max(self.total, 1))
            self.out.write(f"\r{self.name:14}{filled:{BAR_CHARS}} {number}/{self.total}", ending="")
            self.out.flush()

    def finish(self) -> None:
        start = "\r" if self.out.isatty() else ""
        self.out.write(f"{start}{self.name}: {self.done} documents indexed{' ' * BAR_CHARS if start else ''}")
