"""The head of a letter comes from the agency's settings."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Locale

from agency.models import AgencySettings
from letters.contents import Sender
from letters.senders import default_sender
from letters.services import render_licence
from tests.factories import make_site
from tests.letters import making
from tests.letters.pages import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings_of_agency() -> AgencySettings:
    make_site()
    settings = AgencySettings.objects.get()
    settings.phone, settings.email = "0 2000 0000", "saraban@example.go.th"
    settings.save()
    return settings


def test_sender_is_the_agency_of_the_default_site(settings_of_agency: AgencySettings) -> None:
    assert default_sender(language="th") == Sender("เทศบาลทดสอบ", ("0 2000 0000", "saraban@example.go.th"))


def test_name_is_in_the_letters_language_where_it_is_translated(settings_of_agency: AgencySettings) -> None:
    assert default_sender(language="en").name == "เทศบาลทดสอบ"

    english = settings_of_agency.agency.copy_for_translation(Locale.objects.get(language_code="en"))
    english.name = "Test Municipality"
    english.save()

    assert (default_sender(language="en").name, default_sender(language="th").name) == (
        "Test Municipality",
        "เทศบาลทดสอบ",
    )


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # Wagtail's, when it makes a smaller picture
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_crest_is_on_the_licence(settings_of_agency: AgencySettings, kind: str) -> None:
    content = BytesIO()
    Picture.new("RGB", (300, 300), (200, 0, 0)).save(content, kind)
    file = ImageFile(content, name=f"crest.{kind.lower()}")
    settings_of_agency.crest = Image.objects.create(title="ตรา", file=file)
    settings_of_agency.save()

    (page,) = pictures(render_licence(making.licence(sender=default_sender(language="th"))))

    red, green, blue = page.convert("RGB").getpixel((page.width // 2, round(page.width * 30 / 210)))
    assert (red > 180, green < 30, blue < 30) == (True, True, True)
