import logging
import os
import signal
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

logger = logging.getLogger("sala.clock")

# When by the wall clock, so that a site that is started often gets its hourly work too; and a management command,
# so that it can be run by hand.
JOBS: tuple[tuple[dict[str, str], str], ...] = (
    ({"minute": "*"}, "publish_scheduled"),
    ({"minute": "*"}, "send_notices"),
    ({"minute": "17"}, "prune_db_task_results"),
    ({"minute": "3"}, "expire_permits"),
    ({"hour": "3", "minute": "41"}, "clearsessions"),
    ({"hour": "23", "minute": "53"}, "checkpoint_audit"),
    ({"hour": "3", "minute": "47"}, "clear_drafts"),
)


class Command(BaseCommand):
    help = (
        "Run periodic work until stopped: publish what is scheduled and send messages that wait every minute, "
        "clear up every hour and night."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        from apscheduler.schedulers.blocking import BlockingScheduler

        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # else two lines for each job
        # One thread: jobs wait for each other, and a job that is late runs once.
        scheduler = BlockingScheduler(
            timezone=settings.TIME_ZONE,
            executors={"default": {"type": "threadpool", "max_workers": 1}},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for when, command in JOBS:
            scheduler.add_job(run_job, "cron", args=[command], id=command, **when)
        signal.signal(signal.SIGTERM, stop_at_once)
        signal.signal(signal.SIGINT, stop_at_once)
        scheduler.start()


def run_job(command: str, call: Callable[[str], Any] = call_command) -> None:
    """Run a management command. Whatever it raises is logged, and the clock goes on."""
    try:
        call(command)
    except Exception:
        logger.exception("%s failed; it is tried again at its next time", command)
    finally:
        connections.close_all()


def stop_at_once(number: int, frame: object) -> None:
    """End without waiting for the job in hand: its transaction is rolled back, and it is run again after the start."""
    os._exit(0)
