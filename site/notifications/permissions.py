from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from notifications.models import Message
from notifications.querysets import MessageQuerySet


def get_messages_for(user: Any) -> MessageQuerySet:
    """The outbox as a whole is the administrators'; messages of a matter are shown with it to those who may see that."""
    if not user.is_superuser:
        raise Http404
    return Message.objects.all()


def get_message_for(user: Any, pk: int) -> Message:
    return get_object_or_404(get_messages_for(user), pk=pk)
