"""What can be done on the website for a service. Apps above register what they offer; the service page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.functional import Promise

if TYPE_CHECKING:  # the page asks for its offers
    from catalogue.models.service import ServicePage


@dataclass(frozen=True)
class Offer:
    """A button on the service page, and a sentence below it."""

    text: str | Promise
    url: str
    hint: str | Promise = ""


OfferFunction = Callable[["ServicePage", HttpRequest], Offer | None]
_functions: list[OfferFunction] = []


def register(function: OfferFunction) -> None:
    if function not in _functions:
        _functions.append(function)


def offers_for(service: ServicePage, request: HttpRequest) -> list[Offer]:
    return [offer for function in _functions if (offer := function(service, request))]
