"""How the catalogue's facts are said on pages."""

import re
from collections.abc import Iterable

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from agency.calendars import Opening
from agency.models import Timetable
from catalogue.fallback import in_readers_language, url_for_reader
from catalogue.models import ServiceDocument, ServiceFee, ServicePage, ServiceStep
from thai.numbers import format_baht

register = template.Library()


@register.filter
def fee_amount(fee: ServiceFee) -> str:
    """A fee as "50 baht", "200–5,000 baht", "from 100 baht", "1 per cent" or "free of charge"."""
    if fee.is_free:
        return _("Free of charge")
    amount = _range(fee) if fee.unit == ServiceFee.Unit.BAHT else _per_cent(fee)
    return _("from %(amount)s") % {"amount": amount} if fee.is_minimum else amount


def _range(fee: ServiceFee) -> str:
    language = get_language() or "th"
    top = format_baht(fee.amount if fee.amount_max is None else fee.amount_max, language)
    return top if fee.amount_max is None else f"{_plain(fee.amount)}–{top}"


def _per_cent(fee: ServiceFee) -> str:
    numbers = _plain(fee.amount) if fee.amount_max is None else f"{_plain(fee.amount)}–{_plain(fee.amount_max)}"
    return _("%(amount)s per cent") % {"amount": numbers}


def _plain(amount: object) -> str:
    return f"{amount:,f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:,f}"


@register.filter
def fee_summary(fees: Iterable[ServiceFee]) -> str:
    """All fees in a few words: the one amount, or the span of several in baht and how many they are."""
    fees = list(fees)
    if not fees:
        return _("See the agency")
    if all(fee.is_free for fee in fees):
        return _("Free of charge")
    if len(fees) == 1:
        return fee_amount(fees[0])
    items = ngettext("%(count)d item", "%(count)d items", len(fees)) % {"count": len(fees)}
    if any(fee.unit != ServiceFee.Unit.BAHT for fee in fees):
        return items
    low = min(fee.amount for fee in fees)
    high = max(fee.amount_max or fee.amount for fee in fees)
    span = ServiceFee(amount=low, amount_max=high if high > low else None, unit=ServiceFee.Unit.BAHT)
    return f"{fee_amount(span)} ({items})"


@register.filter
def duration(step: ServiceStep) -> str:
    """The time of a step, such as "3 working days"."""
    units = {
        ServiceStep.DurationUnit.MINUTE: ngettext("%(count)d minute", "%(count)d minutes", step.duration),
        ServiceStep.DurationUnit.HOUR: ngettext("%(count)d hour", "%(count)d hours", step.duration),
        ServiceStep.DurationUnit.DAY: ngettext("%(count)d day", "%(count)d days", step.duration),
        ServiceStep.DurationUnit.WORKING_DAY: working_days(step.duration),
    }
    return units[ServiceStep.DurationUnit(step.duration_unit)] % {"count": step.duration}


@register.filter
def working_days(count: int) -> str:
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}


@register.filter
def copies_text(document: ServiceDocument) -> str:
    """How many originals and copies, such as "1 original, 2 copies"."""
    parts = []
    if document.originals:
        parts.append(_("originals: %(count)d %(unit)s") % {"count": document.originals, "unit": document.counted_in})
    if document.copies:
        parts.append(_("copies: %(count)d %(unit)s") % {"count": document.copies, "unit": document.counted_in})
    return " · ".join(parts)


@register.filter
def phone_link(number: str) -> str:
    """The first number of a telephone entry in the form that `tel:` takes."""
    first = re.split(r"[,–]|ต่อ|ถึง|-\d{1,2}$", number)[0]
    return re.sub(r"[^0-9+#]", "", first)


@register.filter
def audience_names(service: ServicePage) -> str:
    return ", ".join(str(audience.label) for audience in service.audiences)


@register.simple_tag(takes_context=True)
def opening_hours(context: template.Context, timetable: Timetable) -> Opening:
    """The hours of a timetable and whether it is open now; those of all are read once for a page."""
    return context["frame"]["openings"][timetable.pk]


@register.simple_tag(takes_context=True)
def live_translations(context: template.Context, page: Page) -> list[tuple[str, str]]:
    """Language code and full address of each live version of a page, its own among them; for search engines."""
    versions = page.get_translations(inclusive=True).live().select_related("locale")
    return [(version.locale.language_code, version.get_full_url(context.get("request"))) for version in versions]


@register.simple_tag(takes_context=True)
def reader_url(context: template.Context, page: Page) -> str:
    """The page's address in the reader's language, also where it is not translated."""
    return url_for_reader(page, context.get("request"))


@register.simple_tag
def breadcrumb_pages(page: Page) -> list[Page]:
    """The pages between the home page and this one, in the reader's language."""
    return in_readers_language(page.get_ancestors().filter(depth__gt=2).select_related("locale"))
