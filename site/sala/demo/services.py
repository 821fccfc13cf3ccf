"""Service pages from services.jsonl, completed by editorial files and the municipality's defaults."""

import re
from collections.abc import Iterable
from typing import Any

from catalogue.models import (
    RelatedService,
    ServiceChannel,
    ServiceComplaintChannel,
    ServiceCriterion,
    ServiceDocument,
    ServiceFee,
    ServiceForm,
    ServiceIndexPage,
    ServiceLaw,
    ServiceLifeEvent,
    ServicePage,
    ServiceStep,
    ServiceTopic,
)
from catalogue.models.service_rows import in_order
from sala.demo import content
from sala.demo.municipality import Shared
from sala.demo.translation import translate_to_english

DURATION_UNITS = {
    "นาที": ServiceStep.DurationUnit.MINUTE,
    "ชั่วโมง": ServiceStep.DurationUnit.HOUR,
    "วัน": ServiceStep.DurationUnit.DAY,
    "วันทำการ": ServiceStep.DurationUnit.WORKING_DAY,
}
SUPPLIERS = {"agency": ServiceDocument.Supplier.AGENCY, "shown": ServiceDocument.Supplier.SHOWN}
# The first pattern found in the title says what kind of service it is.
KINDS = {
    r"ร้องทุกข์|ร้องเรียน|อุทธรณ์": ServicePage.Kind.COMPLAINT,
    r"เบี้ย|เงินสงเคราะห์|เงินอุดหนุน|ประโยชน์ทดแทน|บำนาญ|ช่วยเหลือ": ServicePage.Kind.WELFARE,
    r"ภาษี|ชำระ": ServicePage.Kind.TAX,
    r"ใบอนุญาต|อนุญาต|อนุมัติ": ServicePage.Kind.LICENCE,
    r"แจ้ง": ServicePage.Kind.NOTIFICATION,
    r"จดทะเบียน|ขึ้นทะเบียน|ลงทะเบียน|จดแจ้ง": ServicePage.Kind.REGISTRATION,
    r"รับรอง|คัด|บัตร|หนังสือเดินทาง": ServicePage.Kind.CERTIFICATE,
}
OTHER_COMPLAINT_CHANNELS = ("government-1111", "ombudsman", "anti-corruption")


def load_services(index: ServiceIndexPage, shared: Shared, entries: Iterable[dict[str, Any]]) -> None:
    """Make the Thai pages that are missing, and publish them; the municipality's own wait for `publish_own_services`."""
    existing = set(ServicePage.objects.child_of(index).values_list("slug", flat=True))
    for entry in entries:
        if entry["slug"] in existing:
            continue
        is_own = entry["slug"] in content.own_slugs()
        page = _service_page(entry, shared, is_own=is_own)
        page.live = not is_own
        index.add_child(instance=page)
        if not is_own:
            page.save_revision().publish()


def publish_own_services(index: ServiceIndexPage) -> None:
    """Link each own service that was never published to up to three others on its topic, and publish it."""
    pages = list(ServicePage.objects.child_of(index).filter(slug__in=content.own_slugs()))
    topics = {page.slug: set(content.editorial()[page.slug]["topics"]) for page in pages}
    for page in pages:
        if page.first_published_at is None:
            alike = [other for other in pages if other != page and topics[other.slug] & topics[page.slug]]
            page.related_services = in_order(RelatedService(service=other) for other in alike[:3])
            page.save_revision().publish()


def translate_services(index: ServiceIndexPage, shared: Shared, entries: Iterable[dict[str, Any]]) -> None:
    """Make the English pages of the municipality's own services where no English page has that name."""
    pages = {page.slug: page for page in ServicePage.objects.child_of(index)}
    english = ServicePage.objects.exclude(locale=shared.thai)
    wanted = content.own_slugs() - set(english.values_list("slug", flat=True))
    for entry in entries:
        if entry["slug"] in wanted:
            extra = content.editorial()[entry["slug"]]
            own = {"everyday_names": "\n".join(extra["everyday_names_en"]), "keywords": entry["title_en"]}
            translate_to_english(pages[entry["slug"]], shared.memory, own)


def _service_page(entry: dict[str, Any], shared: Shared, *, is_own: bool) -> ServicePage:
    extra = content.editorial()[entry["slug"]]
    page = ServicePage(
        title=entry["title_th"],
        slug=entry["slug"],
        kind=_kind(entry["title_th"]),
        summary=entry["summary_th"].strip(),
        everyday_names="\n".join(extra["everyday_names"]),
        keywords="\n".join([*extra["keywords"], entry["title_en"]]),
        owner_agency=shared.agency(entry["agency_th"], is_own=is_own),
        unit=shared.units[extra["unit"]] if is_own else None,
        for_person="citizen" in entry["audience"],
        for_business="business" in entry["audience"],
        for_foreigner="foreigner" in entry["life_events"],
        time_limit_days=entry["sla_days"],
        in_person_reason=extra["in_person_only"],
        must_be_displayed=entry["must_be_displayed"],
        source_note="" if entry["source"] == "general knowledge" else entry["source"],
        is_sample=True,
        locale=shared.thai,
    )
    page.service_topics = in_order(ServiceTopic(topic=shared.topics[key]) for key in extra["topics"])
    page.service_life_events = in_order(
        ServiceLifeEvent(life_event=shared.life_events[key]) for key in entry["life_events"]
    )
    page.criteria = in_order(ServiceCriterion(text=text) for text in extra["criteria"])
    page.steps = in_order(
        _step(step, kind, page.unit) for step, kind in zip(entry["steps"], extra["step_kinds"], strict=True)
    )
    _add_documents_and_fees(page, entry, shared, is_own=is_own)
    _add_channels(page, shared, is_own=is_own, has_form=entry["slug"] in content.slugs_with_form())
    return page


def _kind(title: str) -> ServicePage.Kind:
    return next((kind for pattern, kind in KINDS.items() if re.search(pattern, title)), ServicePage.Kind.REQUEST)


def _step(step: dict[str, Any], kind: str, unit: Any) -> ServiceStep:
    amount, unit_of_time = step["duration_text"].split()
    return ServiceStep(
        kind=kind,
        description=step["title"],
        duration=int(amount),
        duration_unit=DURATION_UNITS[unit_of_time],
        unit=unit,
    )


def _add_documents_and_fees(page: ServicePage, entry: dict[str, Any], shared: Shared, *, is_own: bool) -> None:
    suppliers = content.editorial()[entry["slug"]].get("document_suppliers", {})
    documents, forms = [], []
    for row in entry["documents"]:
        name, issuer = row["name"].strip(), row["issuer"].strip().replace("-", "")
        # Elsewhere than in the municipality's own manuals, "linkable" papers are those that agencies look up themselves.
        supplier = suppliers.get(str(row["no"])) if is_own else ("agency" if row["linkable"] else None)
        supplied_by = SUPPLIERS.get(supplier or "", ServiceDocument.Supplier.APPLICANT)
        documents.append(
            ServiceDocument(
                document_type=shared.document_type(name, issuer, translate=is_own),
                supplied_by=supplied_by,
                originals=row["originals"],
                copies=0 if supplied_by == ServiceDocument.Supplier.SHOWN else row["copies"],
                counted_in=row["unit"],
                condition=row["note"].strip().removeprefix("(").removesuffix(")"),
            )
        )
        if name.startswith("คำขอตามแบบ"):
            forms.append(ServiceForm(title=name, code=name.removeprefix("คำขอตามแบบ").removeprefix("แจ้ง").strip()))
    laws = [shared.law(name, translate=is_own) for name in entry["legal_basis"]]
    page.documents = in_order(documents)
    page.form_files = in_order(forms)
    page.laws = in_order(ServiceLaw(law=law) for law in laws)
    page.fees = in_order(
        ServiceFee(
            item=fee["item"],
            amount=fee["amount"],
            amount_max=fee.get("amount_max"),
            unit=ServiceFee.Unit.PERCENT if fee["unit"] == "ร้อยละ" else ServiceFee.Unit.BAHT,
            law=laws[0] if laws else None,
        )
        for fee in entry["fees"]
    )


def _add_channels(page: ServicePage, shared: Shared, *, is_own: bool, has_form: bool) -> None:
    by_letter = [] if page.in_person_reason else ["email", "post"]
    own = ["counter-town-hall", *(["web"] if has_form else []), *by_letter]
    keys = own if is_own else ["other-agency"]
    page.channels = in_order(ServiceChannel(channel=shared.channels[key]) for key in keys)
    complaints = shared.complaint_channels if is_own else OTHER_COMPLAINT_CHANNELS
    page.complaint_channels = in_order(
        ServiceComplaintChannel(channel=shared.complaint_channels[key]) for key in complaints
    )
