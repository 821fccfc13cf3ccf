"""Thai and English side by side, and what an English reader gets where a page is not translated."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from catalogue.fallback import url_for_reader
from tests.factories import make_service, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def english_tree():
    """(Thai list of services, English list of services), both live."""
    home, services, _ = make_site()
    english = Locale.objects.get(language_code="en")
    for page in (home, services):
        page.copy_for_translation(english).save_revision().publish()
    return services, services.get_translation(english)


def test_translated_service_is_shown_in_english(client, english_tree):
    services, english_services = english_tree
    thai = make_service(services, title="ใบอนุญาต")
    english = thai.copy_for_translation(english_services.locale)
    english.title = "Licence"
    english.save_revision().publish()
    html = client.get(f"/en/services/{thai.slug}/").content.decode()
    assert '<h1 lang="en">Licence</h1>' in html
    assert "has not been translated" not in html


def test_untranslated_service_is_shown_in_thai_and_says_so(client, english_tree):
    services, _ = english_tree
    thai = make_service(services, title="ใบอนุญาต")
    html = client.get(f"/en/services/{thai.slug}/").content.decode()
    assert '<h1 lang="th">ใบอนุญาต</h1>' in html
    assert "has not been translated" in html
    assert '<h2 id="fees-title">Fees</h2>' in html
    assert f'<link rel="canonical" href="{thai.full_url}">' in html
    assert 'hreflang="en" href' not in html.split("</head>")[0]


def test_unpublished_page_is_not_shown_in_any_language(client, english_tree):
    services, _ = english_tree
    thai = make_service(services)
    thai.unpublish()
    assert client.get(f"/en/services/{thai.slug}/").status_code == 404


def test_address_of_an_untranslated_page_keeps_the_readers_language(english_tree):
    services, _ = english_tree
    thai = make_service(services)
    with override("en"):
        assert url_for_reader(thai) == f"/en/services/{thai.slug}/"
    with override("th"):
        assert url_for_reader(thai) == f"/services/{thai.slug}/"


def test_page_links_to_itself_in_the_other_language(client, english_tree):
    services, _ = english_tree
    thai = make_service(services)
    html = client.get(f"/services/{thai.slug}/").content.decode()
    assert f'href="/en/services/{thai.slug}/" lang="en"' in html
