"""What the catalogue's data must always obey."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override
from wagtail.models import Locale

from agency.models import AgencySettings, contrast_with_white
from catalogue.models import Law, ServiceDocument, ServiceFee, ServiceStep
from catalogue.templatetags.catalogue_tags import duration, fee_amount, fee_summary, phone_link
from tests.factories import make_service, make_site

pytestmark = pytest.mark.django_db


def test_law_in_use_cannot_be_deleted():
    _, services, _ = make_site()
    make_service(services)
    unused = Law.objects.create(name="ไม่มีใครใช้", locale=Locale.get_default())
    unused.delete()
    with pytest.raises(ProtectedError):
        Law.objects.first().delete()


def test_fee_range_must_go_up():
    _, services, _ = make_site()
    page = make_service(services)
    fee = ServiceFee(page=page, item="ค่าธรรมเนียม", amount=100, amount_max=200)
    fee.full_clean()
    fee.save()
    fee.amount_max = 50
    with pytest.raises(ValidationError) as refused:
        fee.full_clean()
    assert "amount" in str(refused.value) or "จำนวน" in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        fee.save()


def test_original_that_is_shown_needs_no_copy_from_the_applicant():
    _, services, _ = make_site()
    row = make_service(services).documents.first()
    row.supplied_by = ServiceDocument.Supplier.SHOWN
    row.full_clean()
    row.copies = 1
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["copies"]


def test_service_must_be_for_somebody():
    _, services, _ = make_site()
    page = make_service(services)
    page.for_person = False
    with pytest.raises(ValidationError), transaction.atomic():
        page.full_clean()


def test_colour_must_carry_white_text():
    settings = AgencySettings(colour="#0b5d4e")
    settings.clean()
    settings.colour = "#ffcc00"
    with pytest.raises(ValidationError) as refused:
        settings.clean()
    assert list(refused.value.message_dict) == ["colour"]


@pytest.mark.parametrize("colour", ["red", "#fff", "", "zzzzzzz"])
def test_what_is_no_colour_is_refused_by_its_field(colour):
    with pytest.raises(ValidationError) as refused:
        AgencySettings(colour=colour).full_clean(exclude=["site", "agency"])
    assert list(refused.value.message_dict) == ["colour"]


@pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)])
def test_contrast_is_wcags(colour, ratio):
    assert round(contrast_with_white(colour), 2) == ratio


def fee(**values):
    return ServiceFee(item="ค่าธรรมเนียม", **{"amount": Decimal(0), **values})


@pytest.mark.parametrize(
    ("row", "thai", "english"),
    [
        (fee(), "ไม่มีค่าธรรมเนียม", "Free of charge"),
        (fee(amount=Decimal("1000.00")), "1,000 บาท", "1,000 baht"),
        (fee(amount=Decimal("0.5"), amount_max=Decimal(4)), "0.5–4 บาท", "0.5–4 baht"),
        (fee(amount=Decimal(100), is_minimum=True), "ตั้งแต่ 100 บาท", "from 100 baht"),
        (fee(amount=Decimal(1), unit="percent"), "ร้อยละ 1", "1 per cent"),
    ],
)
def test_fee_is_said_in_both_languages(row, thai, english):
    with override("th"):
        in_thai = fee_amount(row)
    with override("en"):
        in_english = fee_amount(row)
    assert (in_thai, in_english) == (thai, english)


def test_fees_are_summed_up_by_their_span():
    with override("en"):
        assert fee_summary([]) == "See the agency"
        assert fee_summary([fee(), fee()]) == "Free of charge"
        assert fee_summary([fee(amount=Decimal(5)), fee(amount=Decimal(20))]) == "5–20 baht (2 items)"
        assert fee_summary([fee(amount=Decimal(5)), fee(amount=Decimal(1), unit="percent")]) == "2 items"


def test_duration_is_said_with_its_unit():
    with override("en"):
        assert duration(ServiceStep(duration=1, duration_unit="hour")) == "1 hour"
        assert duration(ServiceStep(duration=3, duration_unit="working_day")) == "3 working days"
    with override("th"):
        assert duration(ServiceStep(duration=3, duration_unit="working_day")) == "3 วันทำการ"


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("0 2000 1000", "020001000"),
        ("1205, 1206", "1205"),
        ("02-000-1000 ต่อ 5", "020001000"),
        ("0 5612 3456-7", "056123456"),
        ("0 5612 3456 ถึง 7", "056123456"),
    ],
)
def test_first_number_of_an_entry_is_dialled(number, link):
    assert phone_link(number) == link
