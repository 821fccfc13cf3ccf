"""Who may know whom: docs/developers/architecture.md. The checker itself is tried on a small made-up project."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from sala.environment import ROOT
from tests.layers import Layers, app_folder, forbidden

LINES = (
    ("sala",),
    ("integrations",),
    ("search",),
    ("cases",),
    ("forms", "permits"),
    ("catalogue",),
    ("letters", "notifications", "payments"),
    ("accounts",),
    ("agency", "audit"),
    ("thai",),
)


def existing(lines: tuple[tuple[str, ...], ...]) -> list[str]:
    return [app for line in lines for app in line if app_folder(ROOT, app)]


def test_no_app_knows_those_above_or_beside_it() -> None:
    assert forbidden(ROOT, Layers(LINES)) == []


def test_every_app_has_its_line() -> None:
    own = {config.name for config in apps.get_app_configs() if app_folder(ROOT, config.name)}

    assert own - set(existing(LINES)) == set()


def test_import_linter_holds_the_same_order() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    lines = [[word.strip() for word in line.split("|")] for line in contract["layers"]]

    assert lines == [kept for line in LINES if (kept := [app for app in line if app_folder(ROOT, app)])]


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        pytest.param(
            "lower/models.py",
            "from upper.models import Case",
            "lower/models.py:1: lower must not know upper: upper.models",
            id="import",
        ),
        pytest.param(
            "lower/services.py",
            "def act():\n    import upper.services",
            "lower/services.py:2: lower must not know upper: upper.services",
            id="import inside a function",
        ),
        pytest.param(
            "lower/models.py",
            "case = models.ForeignKey('upper.Case', on_delete=models.CASCADE)",
            "lower/models.py:1: lower must not know upper: upper.Case",
            id="model named by a string",
        ),
        pytest.param(
            "lower/models.py",
            "case = ParentalKey(related_name='x', to='upper.Case')",
            "lower/models.py:1: lower must not know upper: upper.Case",
            id="model named by a string as a keyword",
        ),
        pytest.param(
            "lower/migrations/0001_initial.py",
            "def move(apps, editor):\n    apps.get_model('upper', 'Case')",
            "lower/migrations/0001_initial.py:2: lower must not know upper: upper",
            id="model fetched from the registry",
        ),
        pytest.param(
            "lower/migrations/0002_more.py",
            "class Migration:\n    dependencies = [('lower', '0001_initial'), ('upper', '0001_initial')]",
            "lower/migrations/0002_more.py:2: lower must not know upper: upper",
            id="migration that depends",
        ),
        pytest.param(
            "templates/lower/page.html",
            "<p>\n{% load i18n upper_tags %}",
            "templates/lower/page.html:2: lower must not know upper: {% load i18n upper_tags %}",
            id="template tags",
        ),
        pytest.param(
            "site/beside/models.py",
            "import lower",
            "site/beside/models.py:1: beside must not know lower: lower",
            id="app on the same line",
        ),
    ],
)
def test_checker_finds(tmp_path: Path, path: str, text: str, sentence: str) -> None:
    layers = made_up_project(tmp_path)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text)

    assert forbidden(tmp_path, layers) == [sentence]


def test_checker_lets_an_app_know_those_below_and_itself(tmp_path: Path) -> None:
    layers = made_up_project(tmp_path)
    (tmp_path / "upper/models.py").write_text("import lower.models, upper.rules\ncase = ForeignKey('beside.Unit')")
    (tmp_path / "lower/models.py").write_text("from . import upper\nfrom .upper import x\nname = 'upper.Case'")

    assert forbidden(tmp_path, layers) == []


def made_up_project(root: Path) -> Layers:
    for folder in ("upper/templatetags", "lower", "site/beside", "templates/lower"):
        (root / folder).mkdir(parents=True)
    (root / "upper/templatetags/upper_tags.py").touch()
    return Layers([["upper"], ["lower", "beside"]])
