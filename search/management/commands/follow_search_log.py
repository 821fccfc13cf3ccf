import fcntl
import logging
import signal
import threading
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection

from search import changes, engines
from search.followers import Follower, OneOfAllHosts

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.5
PRUNE_EVERY_ROUNDS = 7200


class Command(BaseCommand):
    help = "Keep the indexes of search current: one such process on each host, until it is told to stop."

    def handle(self, **options: Any) -> None:
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        with _lock_file() as lock:
            if _becomes_the_only_one(lock, stop):
                self._follow(stop)

    def _follow(self, stop: threading.Event) -> None:
        embedded = Follower(engines.embedded_engine())
        cluster = engines.elasticsearch_engine()
        elasticsearch = Follower(cluster) if cluster else None
        one_of_all_hosts = OneOfAllHosts()
        rounds = 0
        while not stop.is_set():
            close_old_connections()
            try:
                embedded.step()
                if elasticsearch and one_of_all_hosts.is_this():
                    elasticsearch.step()
                if rounds % PRUNE_EVERY_ROUNDS == 0:
                    changes.prune()
            except DatabaseError:
                logger.exception("The database does not answer; trying again.")
                connection.close()
                stop.wait(5)
            rounds += 1
            stop.wait(PAUSE_SECONDS)


def _lock_file() -> IO[str]:
    settings.SEARCH_INDEX_DIR.mkdir(parents=True, exist_ok=True)
    return open(settings.SEARCH_INDEX_DIR / "follower.lock", "w", encoding="utf-8")


def _becomes_the_only_one(lock: IO[str], stop: threading.Event) -> bool:
    """Waits until no other process on this host follows the log."""
    has_told = False
    while not stop.is_set():
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not has_told:
                logger.info("Another process keeps the indexes on this host current. Waiting for it to end.")
            has_told = True
            stop.wait(1)
        else:
            return True
    return False
