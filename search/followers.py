"""Keeping an index current: it follows the change log from where it stands, and is built anew when it cannot."""

import logging
import time
from collections.abc import Callable

from django.db import connection

from search import analysis, changes, documents, vocabulary
from search.changes import Position
from search.engines.base import Engine, EngineError, IndexMissingError, IndexState, Progress
from search.models import Change

logger = logging.getLogger(__name__)

MAX_PAUSE_SECONDS = 30.0
STATE_IS_TRUSTED_FOR_SECONDS = 2.0


def rebuild(engine: Engine, progress: Progress = lambda number: None) -> None:
    """Build the engine's index anew. What changes meanwhile is in the log, and follows."""
    position = changes.latest_position()
    engine.rebuild(documents.load_all(engine.group), position, progress)


class OutdatedError(Exception):
    """The index cannot become current by following the log; it says why."""


def catch_up(engine: Engine) -> int:
    """Bring the index to the end of the log; how many documents were looked at. Raises EngineError."""
    try:
        return _follow(engine, _usable(engine.state()).position)
    except (IndexMissingError, OutdatedError) as error:
        reason = str(error)
    return _start_again(engine, reason)


def _usable(state: IndexState) -> IndexState:
    if not changes.is_known(state.position):
        raise OutdatedError("The log does not reach back to where the index stands.")
    if state.digest != analysis.digest(vocabulary.current().dictionary):
        raise OutdatedError("Texts are analysed differently now.")
    return state


def _follow(engine: Engine, position: Position) -> int:
    looked_at, is_written = 0, True
    while True:
        keys, next_position = changes.read_after(position)
        if not keys:
            if not is_written:
                engine.apply([], [], position)
            return looked_at
        if {Change.EVERYTHING, Change.all_of(engine.group)} & set(keys):
            raise OutdatedError("The words or the settings of search were changed.")
        own = [key for key in keys if documents.is_of(engine.group, key)]
        if own:
            found = documents.load(own)
            engine.apply(found.values(), [key for key in own if key not in found], next_position)
        is_written = bool(own)  # what concerns another index is passed over, and written down at the end
        looked_at += len(keys)
        position = next_position


def _start_again(engine: Engine, reason: str) -> int:
    logger.info("Building the index of %s for %s: %s", engine.name, engine.group, reason)
    began = time.monotonic()
    counted = 0

    def count(number: int) -> None:
        nonlocal counted
        counted = number

    rebuild(engine, count)
    seconds = time.monotonic() - began
    logger.info("Built the index of %s for %s: %s documents in %.1f s", engine.name, engine.group, counted, seconds)
    return counted


class Follower:
    """Calls `catch_up` again and again, more seldom while the engine is away."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self.engine = engine
        self._clock = clock
        self._failures = 0
        self._not_before = 0.0
        self._position: Position | None = None
        self._state_is_trusted_until = 0.0

    def step(self) -> None:
        """Bring the index up to date, if there is something to do. Never raises for an engine that is away."""
        if self._clock() < self._not_before or not self._has_work():
            return
        try:
            catch_up(self.engine)
            self._trust_state()
        except EngineError as error:
            self._wait(error)
        else:
            if self._failures:
                logger.warning("The index of %s is kept current again.", self.engine.name)
            self._failures = 0

    def _has_work(self) -> bool:
        """Spares the engine a question twice a second while nothing changes."""
        if self._position is None or self._clock() >= self._state_is_trusted_until:
            return True
        return bool(changes.read_after(self._position)[0])

    def _trust_state(self) -> None:
        self._position = self.engine.state().position
        self._state_is_trusted_until = self._clock() + STATE_IS_TRUSTED_FOR_SECONDS

    def _wait(self, error: EngineError) -> None:
        if not self._failures:
            logger.error("The index of %s is not kept current; trying again. %s", self.engine.name, error)
        self._failures += 1
        self._position = None
        self._not_before = self._clock() + min(0.5 * 2**self._failures, MAX_PAUSE_SECONDS)


class OneOfAllHosts:
    """Elasticsearch is followed by one process of all hosts: on PostgreSQL, by the one that holds a lock in the database.

    The lock goes with the connection, so another process takes over when this one dies. SQLite has one host only.
    """

    def __init__(self, group: str = documents.PAGES) -> None:
        self._name = f"sala-search-follower-{group}"
        self._locked_by: object | None = None

    def is_this(self) -> bool:
        if connection.vendor != "postgresql":
            return True
        if connection.connection is None or connection.connection is not self._locked_by:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [self._name])
                self._locked_by = connection.connection if cursor.fetchone()[0] else None
        return self._locked_by is not None
