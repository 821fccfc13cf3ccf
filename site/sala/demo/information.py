"""Home, index and information pages of the demo."""

from html import escape
from typing import Any
from uuid import UUID

from wagtail.models import Page

from catalogue.models import HomePage, InformationIndexPage, InformationPage, ServiceIndexPage, ServicePage
from catalogue.models.pages import FeaturedService, InformationRelatedService, InformationTopic
from catalogue.models.service_rows import in_order
from sala import first_pages
from sala.demo.content import read_json
from sala.demo.municipality import Shared
from sala.demo.translation import translate_to_english

HOME_SLUG = "sala-town"
# By this the home page is found again, whatever its editors call it.
HOME_KEY = UUID("5a1a0000-70a4-4000-8000-000000000001")
SERVICES = {"th": first_pages.SERVICES_TITLE, "en": "All services"}
SERVICES_INTRO = {
    "th": "บริการของเทศบาลเรียงตามตัวอักษร และบริการของหน่วยงานอื่นแยกตามเรื่อง",
    "en": "The municipality’s services from A to Z, and those of other agencies by topic.",
}
INFORMATION = {"th": first_pages.INFORMATION_TITLE, "en": "Information"}
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
    home = find_home()
    return home is not None and home.first_published_at is not None


def may_load() -> bool:
    """Whether nobody's pages are here but the demo's. A site with a home page of its own is never taken over."""
    return first_pages.has_only_welcome_page() or find_home() is not None


def find_home() -> HomePage | None:
    """The site's home page, if that is the demo's."""
    return HomePage.objects.filter(sites_rooted_here__is_default_site=True, translation_key=HOME_KEY).first()


def load_frame(shared: Shared) -> tuple[HomePage, ServiceIndexPage, InformationIndexPage]:
    """Home page (as a draft: publishing it is the last act of loading) and the two index pages, in both languages."""
    home = find_home()
    if home is None:
        source = read_json("municipality.json")["agency"]
        home = HomePage(title=source["name"]["th"], intro=shared.memory.keep(source["tagline"]), slug=HOME_SLUG)
        home.locale, home.live, home.translation_key = shared.thai, False, HOME_KEY
        first_pages.put_in_place_of_welcome_page(home)
    services = _index(home, ServiceIndexPage, "services", (SERVICES, SERVICES_INTRO), shared)
    information = _index(home, InformationIndexPage, "information", (INFORMATION, INFORMATION_INTRO), shared)
    return home, services, information


def _index(
    home: HomePage, model: type[Page], slug: str, texts: tuple[dict[str, str], dict[str, str]], shared: Shared
) -> Any:
    title, intro = (shared.memory.keep(pair) for pair in texts)
    page = model.objects.child_of(home).first()
    return page or first_pages.add_index(model(title=title, intro=intro, slug=slug), home)


def publish_home(home: HomePage, shared: Shared) -> None:
    """Feature the most used services and go live."""
    if home.first_published_at:
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
