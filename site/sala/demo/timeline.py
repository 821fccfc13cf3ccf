"""Acts at the time at which they would have been done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import time_machine
from django.db import transaction

from notifications.delivery import deliver_due
from sala.demo import mailbox

Moment = tuple[datetime, Callable[[], object]]


def run_in_order(moments: Iterable[Moment]) -> None:
    """Each act in a transaction of its own. Its mail goes into the demo's mailbox with the date of the act."""
    for at, act in sorted(moments, key=lambda moment: moment[0]):
        with time_machine.travel(at, tick=False):
            with transaction.atomic():
                act()
            if mailbox.is_filled():  # nothing made up goes to a real server from here
                deliver_due()
