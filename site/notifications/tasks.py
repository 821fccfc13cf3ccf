from __future__ import annotations

from django_tasks import task

from notifications import delivery


@task()
def deliver_due() -> None:
    """A knock: the outbox says what there is to do. If a knock is lost, the clock's round finds the message."""
    delivery.deliver_due()
