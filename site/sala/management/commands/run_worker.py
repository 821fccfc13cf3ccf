import logging

from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    help = "Run tasks until stopped: django-tasks-db's worker for all queues, which logs only what goes wrong."

    def configure_logging(self, verbosity: int) -> None:
        """The stock worker logs two lines for each task; loading the demo makes thousands."""
        level = logging.WARNING if verbosity <= 1 else logging.DEBUG
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(level)
