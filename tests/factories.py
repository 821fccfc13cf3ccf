"""Makes what tests need, through the models' own doors. Each function takes what matters and fills in the rest."""

from datetime import time
from itertools import count
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, Site

from accounts.models import Membership, User
from agency.models import Agency, AgencySettings, AgencyUnit, Office, Timetable
from cases.models import Case
from catalogue.models import (
    Channel,
    ComplaintChannel,
    DocumentType,
    HomePage,
    InformationIndexPage,
    InformationPage,
    Law,
    ServiceChannel,
    ServiceComplaintChannel,
    ServiceCriterion,
    ServiceDocument,
    ServiceFee,
    ServiceForm,
    ServiceIndexPage,
    ServiceLaw,
    ServicePage,
    ServiceStep,
    ServiceTopic,
    Topic,
)
from catalogue.models.service_rows import in_order
from forms.models import FormPage, Submission
from forms.services import Applicant, ReceivedFile, receive_submission
from permits.holders import HolderDetails
from permits.models import Permit, PermitType
from permits.services import PermitFace, issue_permit

numbers = count(1)


def make_site() -> tuple[HomePage, ServiceIndexPage, InformationIndexPage]:
    """A Thai site with home, list of services and list of information pages, and an English locale beside it."""
    thai = Locale.get_default()
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="เทศบาลทดสอบ", slug=f"test-{next(numbers)}", locale=thai))
    site, _ = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    AgencySettings.objects.update_or_create(site=site, defaults={"agency": make_agency()})
    services = home.add_child(instance=ServiceIndexPage(title="บริการทั้งหมด", slug="services"))
    information = home.add_child(instance=InformationIndexPage(title="ข้อมูลน่ารู้", slug="information"))
    return home, services, information


def make_agency(name: str = "เทศบาลทดสอบ") -> Agency:
    return Agency.objects.get_or_create(name=name, locale=Locale.get_default())[0]


def make_unit(name: str = "กองทดสอบ") -> AgencyUnit:
    return AgencyUnit.objects.get_or_create(name=name, agency=make_agency(), locale=Locale.get_default())[0]


def make_channel(name: str) -> Channel:
    """A counter in an office of its own, with hours of its own."""
    timetable = Timetable.objects.create(name=name)
    timetable.periods.create(weekday=0, opens=time(8, 30), closes=time(16, 30))
    office = Office.objects.create(name=name, address="99", timetable=timetable, locale=Locale.get_default())
    return Channel.objects.create(kind=Channel.Kind.COUNTER, name=name, office=office, locale=office.locale)


def make_topic(key: str = "building", name: str = "อาคาร") -> Topic:
    return Topic.objects.get_or_create(key=key, locale=Locale.get_default(), defaults={"name": name})[0]


def make_service(
    index: ServiceIndexPage, *, title: str = "การขออนุญาตทดสอบ", rows: int = 1, **values: Any
) -> ServicePage:
    """A published service whose manual has `rows` rows of each kind."""
    thai = index.locale
    page = ServicePage(
        **{
            "title": title,
            "slug": f"service-{next(numbers)}",
            "summary": "บริการสำหรับทดสอบ",
            "owner_agency": make_agency(),
            "unit": make_unit(),
            "time_limit_days": 7,
            "locale": thai,
            **values,
        }
    )
    laws = [Law.objects.create(name=f"พระราชบัญญัติทดสอบ {number}", locale=thai) for number in range(rows)]
    types = [DocumentType.objects.create(name=f"เอกสารที่ {number}", locale=thai) for number in range(rows)]
    page.criteria = in_order(ServiceCriterion(text=f"เงื่อนไขที่ {number}") for number in range(rows))
    page.steps = in_order(
        ServiceStep(description=f"ขั้นตอนที่ {number}", duration=1, unit=page.unit) for number in range(rows)
    )
    page.documents = in_order(ServiceDocument(document_type=document_type) for document_type in types)
    page.fees = in_order(ServiceFee(item=f"ค่าธรรมเนียมที่ {n}", amount=10 * n, law=law) for n, law in enumerate(laws, 1))
    page.laws = in_order(ServiceLaw(law=law) for law in laws)
    channels = [make_channel(f"เคาน์เตอร์ {next(numbers)}") for _ in range(rows)]
    page.channels = in_order(ServiceChannel(channel=channel) for channel in channels)
    complaints = [ComplaintChannel.objects.create(name=f"ร้องเรียน {number}", locale=thai) for number in range(rows)]
    page.complaint_channels = in_order(ServiceComplaintChannel(channel=channel) for channel in complaints)
    page.form_files = in_order(ServiceForm(title=f"แบบที่ {n}", url="https://example.go.th/") for n in range(rows))
    page.service_topics = [ServiceTopic(topic=make_topic())]
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_information(index: InformationIndexPage, *, title: str = "หน้าทดสอบ", **values: Any) -> InformationPage:
    """A published information page."""
    page = InformationPage(
        **{"title": title, "slug": f"information-{next(numbers)}", "summary": "สรุป", "locale": index.locale, **values}
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_permit_type(**values: Any) -> PermitType:
    number = next(numbers)
    return PermitType.objects.create(
        **{
            "name": f"ใบอนุญาตทดสอบ {number}",
            "key": f"permit-type-{number}",
            "unit": make_unit(),
            "number_pattern": "{number:04}/{year}",
            "locale": Locale.get_default(),
            **values,
        }
    )


def make_permit(permit_type: PermitType | None = None, *, name: str = "นางสมศรี ใจงาม", **values: Any) -> Permit:
    """Issued through the register's own door. `number_of_holder` is the holder's, `face` the whole face."""
    holder = HolderDetails(name, values.pop("number_of_holder", ""), values.pop("kind", ""))
    face = values.pop("face", PermitFace("ร้านทดสอบ", "99 ถนนทดสอบ", "ในเมือง", "เมืองขอนแก่น", "ขอนแก่น"))
    return issue_permit(permit_type or make_permit_type(), holder=holder, face=face, **{"by": None, **values})


def make_form(service: ServicePage, questions: list[tuple[str, dict[str, Any]]] | None = None) -> FormPage:
    """A published form below a service: one step with these questions, or one with a name and one with a file.

    A question's id is its type, with a number behind it when there are several: "text", "text-2".
    """
    asked = questions or [("text", {"label": "ชื่อร้าน"}), ("files", {"label": "แผนที่"})]
    page = FormPage(title=f"แบบคำขอ {service.title}", slug="apply", locale=service.locale)
    page.steps = FormPage._meta.get_field("steps").to_python(
        [{"type": "step", "id": "first", "value": {"title": "สถานที่", "intro": "", "questions": raw_questions(asked)}}]
    )
    service.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def raw_questions(asked: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    seen: dict[str, int] = {}
    raw = []
    for kind, value in asked:
        seen[kind] = seen.get(kind, 0) + 1
        number = f"-{seen[kind]}" if seen[kind] > 1 else ""
        raw.append({"type": kind, "id": f"{kind}{number}", "value": {"is_required": True, **value}})
    return raw


def choice(key: str, label: str) -> dict[str, str]:
    """An answer to choose, as a form's raw value has it."""
    return {"type": "item", "id": key, "value": label}


def make_officer(unit: AgencyUnit | None, *, name: str = "", role: str = Membership.Role.OFFICER) -> User:
    """Somebody who may enter the admin and acts for a unit, if one is given."""
    username = name or f"officer-{next(numbers)}"
    user = User.objects.create_user(username, password="ศาลา", first_name=username, last_name="ทดสอบ")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if unit:
        Membership.objects.create(user=user, unit=unit, role=role)
    return user


def make_answer(key: str, label: str, text: str = "", *, purpose: str = "", kind: str = "text") -> dict[str, Any]:
    """An answer as a submission's content has it."""
    return {"id": key, "type": kind, "label": label, "purpose": purpose, "value": text or None, "text": text}


def make_content(place: str = "ร้านข้าวแกงป้าแดง") -> list[dict[str, Any]]:
    """Questions "place", "address", "item" and, for files, "map"."""
    answers = [
        make_answer("place", "ชื่อร้าน", place, purpose="place_name"),
        make_answer("address", "ที่ตั้งร้าน", "99 ถนนทดสอบ", purpose="place_address"),
        make_answer("item", "ประเภทอาหาร", "อาหารตามสั่ง", purpose="item"),
        make_answer("map", "แผนที่", kind="files"),
    ]
    return [{"title": "สถานที่", "answers": answers}]


def make_submission(
    service: ServicePage | None = None, *, files: dict[str, bytes] | None = None, **values: Any
) -> Submission:
    """Received through the one door. `files`: content by name, all answering the question "map"."""
    applicant = Applicant(
        values.pop("applicant", "สมชาย ใจดี"),
        values.pop("applicant_number", ""),
        values.pop("email", "somchai@example.com"),
    )
    received = [
        ReceivedFile("map", "แผนที่", name, "application/pdf", ContentFile(content, name))
        for name, content in (files or {}).items()
    ]
    without_service = {} if service else {"title": "เรื่องทดสอบ", "unit": make_unit()}
    given = {"channel": Submission.Channel.WEB, "content": make_content(), **without_service, **values}
    return receive_submission(applicant=applicant, files=received, service=service, **given)


def make_case(service: ServicePage | None = None, **values: Any) -> Case:
    """What a received submission opened; values as for make_submission."""
    return make_submission(service, **values).case
