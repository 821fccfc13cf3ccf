"""The docs keep up with the code: each setting and each command is described."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
OWN_APPS = {
    "sala",
    "search",
    "cases",
    "forms",
    "permits",
    "catalogue",
    "letters",
    "notifications",
    "accounts",
    "agency",
    "audit",
}
# Read by pytest and the tests' servers, not by a site.
TESTS_ONLY = {"SALA_REQUIRE"}


def settings_read_by_the_code() -> set[str]:
    sources = [*ROOT.glob("site/sala/**/*.py"), ROOT / "Makefile"]
    names = re.compile(r"\b(SALA_[A-Z_]+|DATABASE_URL|ELASTICSEARCH_URL)\b")
    return {name for path in sources for name in names.findall(path.read_text(encoding="utf-8"))} - TESTS_ONLY


def test_each_setting_is_described():
    described = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operators/settings.md").read_text(encoding="utf-8")))
    names = settings_read_by_the_code()
    assert "SALA_DATA_DIR" in names
    assert names - described == set()


def test_each_described_setting_exists():
    described = set(
        re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/operators/settings.md").read_text(encoding="utf-8"), re.M)
    )
    assert described - settings_read_by_the_code() == set()


def test_each_command_is_described():
    own = {name for name, app in get_commands().items() if app in OWN_APPS}
    described = set(re.findall(r"`manage\.py (\w+)", (ROOT / "docs/operators/running.md").read_text(encoding="utf-8")))
    assert "load_demo" in own
    assert own - described == set()


def test_links_between_documents_lead_somewhere():
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)[^)]*\)", page.read_text(encoding="utf-8"))
    ]
    assert links
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
