from __future__ import annotations

from abc import ABC, abstractmethod

from notifications.models import Message


class DeliveryError(Exception):
    """It did not go this time; another time it may."""


class RefusedError(DeliveryError):
    """It will never go: the address or the message was refused for good."""


class AwayError(DeliveryError):
    """Nothing goes this way at the moment: the server does not answer, or does not let us in."""


class Channel(ABC):
    @abstractmethod
    def send(self, message: Message) -> None:
        """Returns when the other side has taken it. Raises a DeliveryError when it has not."""
