"""The ways by which a message leaves the house. Each is a file with one class."""

from notifications.channels.base import AwayError, Channel, DeliveryError, RefusedError
from notifications.channels.email import EmailChannel
from notifications.models import Message

__all__ = ["AwayError", "Channel", "DeliveryError", "RefusedError", "channel_of"]

_CHANNELS: dict[str, Channel] = {Message.Channel.EMAIL: EmailChannel()}


def channel_of(message: Message) -> Channel:
    return _CHANNELS[message.channel]
