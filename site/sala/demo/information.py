"""Home, index and information pages of the demo."""

from html import escape
from typing import Any

from wagtail.models import Locale, Page, Site

from catalogue.models import HomePage, InformationIndexPage, InformationPage, ServiceIndexPage, ServicePage
from catalogue.models.pages import FeaturedService, InformationRelatedService, InformationTopic
from catalogue.models.service_rows import in_order
from sala.demo.content import read_json
from sala.demo.municipality import Shared
from sala.demo.translation import translate_to_english

HOME_SLUG = "sala-town"
SERVICES = {"th": "บริการทั้งหมด", "en": "All services"}
SERVICES_INTRO = {
    "th": "บริการของเทศบาลเรียงตามตัวอักษร และบริการของหน่วยงานอื่นแยกตามเรื่อง",
    "en": "The municipality’s services from A to Z, and those of other agencies by topic.",
}
INFORMATION = {"th": "ข้อมูลน่ารู้", "en": "Information"}
INFORMATION_INTRO = {
    "th": "คำอธิบายเรื่องที่ประชาชนถามบ่อย สิทธิของท่าน และการติดต่อเทศบาล",
    "en": "Answers to common questions, your rights, and how to reach us.",
}
# The English home page is a sibling of the Thai one, so it needs another name in addresses.
ENGLISH_HOME = {"slug": f"{HOME_SLUG}-en"}
FEATURED = (
    "food-premises-small",
    "building-permit",
    "sign-tax",
    "land-building-tax",
    "elderly-allowance",
    "complaint",
    "waste-collection-request",
    "house-move-destination",
)


def is_loaded() -> bool:
    """Whether `load_demo` has finished here once: it publishes the Thai home page last."""
    return HomePage.objects.live().filter(slug=HOME_SLUG).exists()


def load_frame(shared: Shared) -> tuple[HomePage, ServiceIndexPage, InformationIndexPage]:
    """Home page (as a draft: publishing it is the last act of loading) and the two index pages, in both languages."""
    home = HomePage.objects.filter(slug=HOME_SLUG, locale=shared.thai).first()
    if home is None:
        source = read_json("municipality.json")["agency"]
        home = HomePage(title=source["name"]["th"], intro=shared.memory.keep(source["tagline"]), slug=HOME_SLUG)
        home.locale, home.live = shared.thai, False
        Page.get_first_root_node().add_child(instance=home)
        _make_site_root(home)
    services = _index(home, ServiceIndexPage, "services", (SERVICES, SERVICES_INTRO), shared)
    information = _index(home, InformationIndexPage, "information", (INFORMATION, INFORMATION_INTRO), shared)
    return home, services, information


def _make_site_root(home: HomePage) -> None:
    site, _ = Site.objects.get_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    welcome = site.root_page
    site.root_page, site.site_name = home, home.title
    site.save()
    # Wagtail's own "Welcome" page is of no use here; a page that somebody made is left alone.
    if welcome.pk != home.pk and welcome.specific_class is Page and welcome.slug == "home":
        Page.objects.get(pk=welcome.pk).delete()
        home.refresh_from_db()


def _index(
    home: HomePage, model: type[Page], slug: str, texts: tuple[dict[str, str], dict[str, str]], shared: Shared
) -> Any:
    page = model.objects.child_of(home).filter(slug=slug).first()
    title, intro = (shared.memory.keep(pair) for pair in texts)
    if page is None:
        page = model(title=title, intro=intro, slug=slug, show_in_menus=True, locale=shared.thai)
        home.add_child(instance=page)
        page.save_revision().publish()
    return page


def publish_home(home: HomePage, shared: Shared) -> None:
    """Feature the most used services and go live."""
    if home.live:
        return
    services = {page.slug: page for page in ServicePage.objects.filter(locale=shared.thai, slug__in=FEATURED)}
    home.featured_services = in_order(
        [FeaturedService(service=services[slug]) for slug in FEATURED if slug in services]
    )
    home.save_revision().publish()
    translate_to_english(home, shared.memory, ENGLISH_HOME, refresh=True)


def translate_frame(home: HomePage, services: Page, information: Page, shared: Shared) -> None:
    translate_to_english(home, shared.memory, ENGLISH_HOME)
    for page in (services, information):
        translate_to_english(page, shared.memory)


def load_information(index: InformationIndexPage, shared: Shared) -> None:
    existing = {page.slug: page for page in InformationPage.objects.child_of(index)}
    services = {page.slug: page for page in ServicePage.objects.filter(locale=shared.thai)}
    for entry in read_json("information_pages.json"):
        keep = shared.memory.keep
        page = existing.get(entry["slug"])
        body = _body(entry["body"], shared)
        summary = keep(entry["summary"])
        if page is None:
            page = InformationPage(
                title=keep(entry["title"]),
                slug=entry["slug"],
                summary=summary,
                keywords="\n".join(entry["keywords"]),
                body=body,
                locale=shared.thai,
            )
            page.information_topics = in_order(InformationTopic(topic=shared.topics[key]) for key in entry["topics"])
            page.related_services = in_order(
                InformationRelatedService(service=services[slug])
                for slug in entry["related_services"]
                if slug in services
            )
            index.add_child(instance=page)
            page.save_revision().publish()
        keep(entry["title"])
        translate_to_english(page, shared.memory, {"keywords": "\n".join(entry["keywords"])})


def _body(body: dict[str, list[dict[str, Any]]], shared: Shared) -> list[tuple[str, str]]:
    """StreamField blocks in Thai; both languages go into the memory, item by item, as wagtail-localize cuts them."""
    blocks = []
    for thai, english in zip(body["th"], body["en"], strict=True):
        if thai["type"] == "list":
            for pair in zip(thai["value"], english["value"], strict=True):
                shared.memory.keep({"th": escape(pair[0], quote=False), "en": escape(pair[1], quote=False)})
            items = "".join(f"<li>{escape(item, quote=False)}</li>" for item in thai["value"])
            blocks.append(("paragraph", f"<ul>{items}</ul>"))
        elif thai["type"] == "heading":
            shared.memory.keep({"th": thai["value"], "en": english["value"]})
            blocks.append(("heading", thai["value"]))
        else:
            text, translated = escape(thai["value"], quote=False), escape(english["value"], quote=False)
            shared.memory.keep({"th": text, "en": translated})
            blocks.append(("paragraph", f"<p>{text}</p>"))
    return blocks


def english_locale() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]
