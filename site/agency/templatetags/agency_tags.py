"""Dates as readers write them: the Buddhist era in Thai, the common era in English."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

from thai.dates import format_long

register = template.Library()


@register.filter
def long_date(value: date | datetime) -> str:
    """12 มีนาคม 2570 in Thai, 12 March 2027 in English."""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_long(day) if get_language() == "th" else format_date(day, "j F Y")


@register.filter
def long_time(value: datetime) -> str:
    """12 มีนาคม 2570 เวลา 14.05 น. in Thai, 12 March 2027, 14:05 in English; the agency's own time."""
    at = timezone.localtime(value)
    day = long_date(at)
    return f"{day} เวลา {at:%H.%M} น." if get_language() == "th" else f"{day}, {at:%H:%M}"
