import fcntl
import logging
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection

from search import changes, engines
from search.documents import GROUPS
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
                self._follow_all(stop)

    def _follow_all(self, stop: threading.Event) -> None:
        """A thread for each group: pages do not wait while a large register is built anew. If one fails, all end."""
        with ThreadPoolExecutor(len(GROUPS)) as pool:
            following = [pool.submit(self._follow, group, stop) for group in GROUPS]
            while not stop.is_set() and not any(future.done() for future in following):
                stop.wait(PAUSE_SECONDS)
            stop.set()
        for future in following:
            future.result()

    def _follow(self, group: str, stop: threading.Event) -> None:
        embedded = Follower(engines.embedded_engine(group))
        cluster = engines.elasticsearch_engine(group)
        elasticsearch = Follower(cluster) if cluster else None
        one_of_all_hosts = OneOfAllHosts(group)
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
        connection.close()


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
