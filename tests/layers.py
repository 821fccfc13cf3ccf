"""Reads source files for what an app uses of other apps, and tells which of it points upwards or sideways."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FIELDS_WITH_A_MODEL = {
    "ForeignKey",
    "OneToOneField",
    "ManyToManyField",
    "ParentalKey",
    "ParentalManyToManyField",
    "PageChooserBlock",
    "SnippetChooserBlock",
}
LOAD_TAG = re.compile(r"{%-?\s*load\s+(?P<names>[^%]+?)\s*-?%}")


@dataclass(frozen=True)
class Use:
    """`user` uses `used`, seen at `place`."""

    user: str
    used: str
    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.user} must not know {self.used}: {self.words}"


class Layers:
    """Lines of apps, the upper ones first. An app knows those below its line only."""

    def __init__(self, lines: Sequence[Sequence[str]]) -> None:
        self.height = {app: -number for number, line in enumerate(lines) for app in line}

    def forbid(self, use: Use) -> bool:
        return use.user != use.used and self.height[use.used] >= self.height[use.user]


def forbidden(root: Path, layers: Layers) -> list[str]:
    """What breaks the order in the project at `root`, as sentences."""
    return [str(use) for use in sorted(uses(root, layers), key=str) if layers.forbid(use)]


def uses(root: Path, layers: Layers) -> Iterator[Use]:
    apps = {app: folder for app in layers.height if (folder := app_folder(root, app))}
    tags = {tag: app for app, folder in apps.items() for tag in template_tags(folder)}
    for app, folder in apps.items():
        for path in sorted(folder.rglob("*.py")):
            yield from uses_in_python(app, path, root, layers.height)
        for templates in (folder / "templates", root / "templates" / app):
            for path in sorted(templates.rglob("*.*")):
                yield from uses_in_template(app, path, root, tags)


def app_folder(root: Path, app: str) -> Path | None:
    """Apps lie in the project's root or in its `site/` folder."""
    return next((folder for folder in (root / app, root / "site" / app) if folder.is_dir()), None)


def template_tags(folder: Path) -> list[str]:
    return [path.stem for path in (folder / "templatetags").glob("*.py") if path.stem != "__init__"]


def uses_in_python(app: str, path: Path, root: Path, apps: Iterable[str]) -> Iterator[Use]:
    """Imports wherever they stand, models and modules named by a string, and what migrations depend on."""
    known = set(apps)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for words in named_modules(node):
            used = words.split(".")[0]
            if used in known:
                yield Use(app, used, f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}", words)


def named_modules(node: ast.AST) -> list[str]:
    """The dotted names by which a piece of syntax refers to other modules or models."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module] if node.module and not node.level else []
    if isinstance(node, ast.Call):
        return models_in_call(node)
    if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["dependencies"]:
        return [text_of(part.elts[0]) for part in ast.walk(node.value) if isinstance(part, ast.Tuple) and part.elts]
    return []


def models_in_call(call: ast.Call) -> list[str]:
    """`ForeignKey("cases.Case")`, `get_model("cases", "Case")`, `import_module("cases.models")`."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    texts = [text for text in map(text_of, [*call.args, *(keyword.value for keyword in call.keywords)]) if text]
    if name in FIELDS_WITH_A_MODEL:
        return [text for text in texts if re.fullmatch(r"[a-z_]+\.[A-Z]\w*", text)]
    if name in {"get_model", "import_module", "import_string", "get_app_config", "swappable_dependency"}:
        return texts[:1]
    return []


def text_of(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def uses_in_template(app: str, path: Path, root: Path, tags: dict[str, str]) -> Iterator[Use]:
    """Loaded tag libraries, by the app whose templatetags folder holds them."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for match in LOAD_TAG.finditer(line):
            for name in match["names"].split():
                if name in tags:
                    yield Use(app, tags[name], f"{path.relative_to(root)}:{number}", match[0])
