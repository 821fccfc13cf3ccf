"""The municipality itself and what its services share. Everything is looked up first, so loading twice changes nothing."""

from dataclasses import dataclass, field
from datetime import time
from typing import Any, TypeVar

from django.db.models import Model
from wagtail.models import Locale, Site

from agency.models import Agency, AgencySettings, AgencyUnit, Office, OfficeUnit, Timetable, TimetablePeriod
from catalogue.models import Channel, ComplaintChannel, DocumentType, Law, LifeEvent, Topic
from catalogue.models.service_rows import in_order
from sala.demo.content import Memory, read_json
from sala.demo.translation import translate_to_english

M = TypeVar("M", bound=Model)

OTHER_AGENCY_CHANNEL = {
    "th": "สำนักงานของหน่วยงานเจ้าของบริการ",
    "en": "Office of the agency that provides the service",
}
OTHER_AGENCY_DETAIL = {
    "th": "ยื่นที่สำนักงานหรือช่องทางอิเล็กทรอนิกส์ของหน่วยงานนั้น เทศบาลแสดงข้อมูลไว้เพื่อความสะดวกเท่านั้น",
    "en": "Apply at that agency's office or electronic channel. The municipality shows this for information only.",
}


@dataclass
class Shared:
    """The Thai rows that services point to, by key, made on demand."""

    memory: Memory
    thai: Locale = field(default_factory=Locale.get_default)
    units: dict[str, AgencyUnit] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    complaint_channels: dict[str, ComplaintChannel] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    life_events: dict[str, LifeEvent] = field(default_factory=dict)
    own_agency: Agency | None = None

    def row(
        self, model: type[M], *, translate: bool = True, defaults: dict[str, Any] | None = None, **lookup: Any
    ) -> M:
        """The Thai row with these values, made if missing, and its English version."""
        instance, _ = model._default_manager.get_or_create(locale=self.thai, defaults=defaults or {}, **lookup)
        if translate:
            translate_to_english(instance, self.memory)
        return instance

    def agency(self, name: str, *, is_own: bool) -> Agency:
        if is_own and self.own_agency:
            return self.own_agency
        return self.row(Agency, translate=False, name=name)

    def law(self, name: str, *, translate: bool) -> Law:
        return self.row(Law, translate=translate, name=name)

    def document_type(self, name: str, issuer: str, *, translate: bool) -> DocumentType:
        return self.row(DocumentType, translate=translate, name=name, issuer=issuer)


def load_municipality(memory: Memory) -> Shared:
    """Agency, units, offices, hours, channels, topics and life events; and the site's settings where they are empty."""
    source = read_json("municipality.json")
    shared = Shared(memory)
    own = source["agency"]
    memory.keep(own["short_name"])
    shared.own_agency = shared.row(
        Agency, name=memory.keep(own["name"]), defaults={"short_name": own["short_name"]["th"], "phone": own["phone"]}
    )
    _load_units(source, shared)
    offices = _load_offices(source, shared)
    _load_channels(source, shared, offices)
    for model, key in ((Topic, "topics"), (LifeEvent, "life_events")):
        for order, entry in enumerate(source[key], start=1):
            values = {"description": memory.keep(entry["description"]), "name": memory.keep(entry["name"])}
            row = shared.row(model, key=entry["key"], defaults={**values, "sort_order": order})
            getattr(shared, key)[entry["key"]] = row
    _fill_settings(source, shared, offices)
    return shared


def _load_units(source: dict[str, Any], shared: Shared) -> None:
    for entry in source["units"]:
        defaults = {"duty": shared.memory.keep(entry["duty"]), "phone": entry["phone"], "agency": shared.own_agency}
        shared.units[entry["key"]] = shared.row(AgencyUnit, name=shared.memory.keep(entry["name"]), defaults=defaults)


def _load_offices(source: dict[str, Any], shared: Shared) -> dict[str, Office]:
    timetables = {}
    for entry in source["timetables"]:
        timetable, created = Timetable.objects.get_or_create(name=entry["name"]["th"])
        if created:
            TimetablePeriod.objects.bulk_create(
                TimetablePeriod(
                    timetable=timetable,
                    weekday=period["weekday"],
                    opens=time.fromisoformat(period["opens"]),
                    closes=time.fromisoformat(period["closes"]),
                )
                for period in entry["periods"]
            )
        timetables[entry["key"]] = timetable
    offices = {}
    for entry in source["offices"]:
        name = shared.memory.keep(entry["name"])
        defaults = {
            "address": shared.memory.keep(entry["address"]),
            "getting_there": shared.memory.keep(entry["getting_there"]),
            "phone": entry["phone"],
            "latitude": entry["latitude"],
            "longitude": entry["longitude"],
            "timetable": timetables[entry["hours"]],
        }
        office = Office.objects.filter(locale=shared.thai, name=name).first()
        if office is None:
            office = Office(locale=shared.thai, name=name, **defaults)
            office.office_units = in_order(OfficeUnit(unit=shared.units[key]) for key in entry["units"])
            office.save()
        translate_to_english(office, shared.memory)
        offices[entry["key"]] = office
    return offices


def _load_channels(source: dict[str, Any], shared: Shared, offices: dict[str, Office]) -> None:
    memory = shared.memory
    for entry in source["channels"]:
        values = {"detail": memory.keep(entry["detail"]), "kind": entry["kind"], "office": offices.get(entry["office"])}
        # A counter's address is its office's.
        values["address"] = "" if values["office"] else entry["address"]
        shared.channels[entry["key"]] = shared.row(Channel, name=memory.keep(entry["name"]), defaults=values)
    shared.channels["other-agency"] = shared.row(
        Channel,
        name=memory.keep(OTHER_AGENCY_CHANNEL),
        defaults={"detail": memory.keep(OTHER_AGENCY_DETAIL), "kind": Channel.Kind.COUNTER},
    )
    for entry in source["complaint_channels"]:
        values = {"detail": memory.keep(entry["detail"]), "phone": entry["phone"], "url": entry["url"]}
        row = shared.row(ComplaintChannel, name=memory.keep(entry["name"]), defaults=values)
        shared.complaint_channels[entry["key"]] = row


def _fill_settings(source: dict[str, Any], shared: Shared, offices: dict[str, Office]) -> None:
    site = Site.objects.get(is_default_site=True)
    own = source["agency"]
    AgencySettings.objects.get_or_create(
        site=site,
        defaults={
            "agency": shared.own_agency,
            "main_office": next(iter(offices.values())),
            "phone": own["phone"],
            "email": own["email"],
            "line_id": own["line"],
            "facebook_url": own["facebook"],
        },
    )
