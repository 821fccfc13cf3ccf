"""The pages that a site begins with, in place of Wagtail's own: home, the list of services and that of information."""

from typing import TypeVar

from django.db import transaction
from wagtail.models import Locale, Page, Site

from catalogue.models import HomePage, InformationIndexPage, ServiceIndexPage

P = TypeVar("P", bound=Page)

HOME_TITLE = "หน่วยงานของรัฐ"
SERVICES_TITLE = "บริการทั้งหมด"
INFORMATION_TITLE = "ข้อมูลน่ารู้"


def find_root() -> Page | None:
    """The home page of the default site."""
    return Page.objects.filter(sites_rooted_here__is_default_site=True).first()


def has_only_welcome_page() -> bool:
    """Whether nobody has made a page here yet: Wagtail's "Welcome" is the site's home, as it came, and stands alone."""
    root = find_root()
    return (
        root is not None
        and root.specific_class is Page
        and root.slug == "home"
        and root.latest_revision_id is None
        and not Page.objects.filter(depth__gt=1).exclude(pk=root.pk).exists()
    )


@transaction.atomic
def make_first_pages() -> None:
    """Empty pages for a site of one's own, published."""
    add_english_locale()
    home = HomePage(title=HOME_TITLE, slug="front-page", locale=Locale.get_default(), live=False)
    put_in_place_of_welcome_page(home)
    add_index(ServiceIndexPage(title=SERVICES_TITLE, slug="services"), home)
    add_index(InformationIndexPage(title=INFORMATION_TITLE, slug="information"), home)
    home.save_revision().publish()


def put_in_place_of_welcome_page(home: HomePage) -> None:
    """Add a new home page and make it the site's. Only where `has_only_welcome_page`: that page is deleted."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    welcome = site.root_page
    Page.get_first_root_node().add_child(instance=home)
    site.root_page, site.site_name = home, home.title
    site.save()
    welcome.delete()
    home.refresh_from_db()


def add_index(page: P, home: HomePage) -> P:
    """Publish a list below the home page, with a place in the menu."""
    page.show_in_menus, page.locale = True, home.locale
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def add_english_locale() -> None:
    Locale.objects.get_or_create(language_code="en")
