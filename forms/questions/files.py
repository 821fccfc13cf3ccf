from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import filetype
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.questions.base import Question, QuestionBlock, QuestionType
from thai.text import normalize

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_FILES = 10
MAX_NAME_CHARS = 150
HEAD_BYTES = 4096
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
"""What may be sent, by the content of the file, whatever its name says."""


class FilesBlock(QuestionBlock):
    is_original_shown = blocks.BooleanBlock(
        label=_("The original is shown at the office instead"),
        help_text=_("The agency makes the copy free of charge (s.12); a file may be sent, and need not be."),
        required=False,
    )


@dataclass(frozen=True)
class FilesInput:
    """What a step sends: new files, and the numbers of saved ones to be taken away."""

    new: Sequence[UploadedFile] = ()
    removed: frozenset[str] = frozenset()


@dataclass
class CheckedFiles:
    """New files that may be kept, with names and types as found out, and saved files to remove."""

    new: list[tuple[UploadedFile, str, str]] = field(default_factory=list)
    removed: frozenset[str] = frozenset()


class FilesWidget(forms.FileInput):
    """Several files at once, and the saved ones with a box each to take it away."""

    allow_multiple_selected = True
    needs_multipart_form = True
    template_name = "forms/widgets/files.html"

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True, "accept": ",".join([*ENDINGS, *ENDINGS.values()])})
        self.saved: Sequence[Any] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> FilesInput:
        new = files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])
        removed = data.getlist(f"{name}-remove") if hasattr(data, "getlist") else data.get(f"{name}-remove", [])
        return FilesInput(tuple(new), frozenset(removed))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"].update(saved=self.saved, remove_name=f"{name}-remove", limit=MAX_FILE_BYTES)
        return context


class FilesField(forms.Field):
    """`saved` are the files kept so far; they count as an answer. `checked` are new ones that may be kept, after `clean`."""

    widget = FilesWidget
    saved: Sequence[Any] = ()
    checked: CheckedFiles | None = None

    def show_saved(self, saved: Sequence[Any]) -> None:
        self.saved = self.widget.saved = saved  # type: ignore[misc]

    def clean(self, value: FilesInput) -> CheckedFiles:
        checked, faults = check_files(value.new)
        left = [kept for kept in self.saved if str(kept.pk) not in value.removed]
        if len(left) + len(checked.new) > MAX_FILES:
            faults.append(ValidationError(_("At most %(count)d files can be sent here."), params={"count": MAX_FILES}))
            checked.new = []
        self.checked = CheckedFiles(checked.new, value.removed)
        if faults:
            raise ValidationError(faults)
        if self.required and not left and not checked.new:
            raise ValidationError(_("Choose a file: a photo or a PDF."))
        return self.checked


def check_files(files: Iterable[UploadedFile]) -> tuple[CheckedFiles, list[ValidationError]]:
    checked, faults = CheckedFiles(), []
    for file in files:
        try:
            content_type = check_file(file)
        except ValidationError as fault:
            faults.append(fault)
        else:
            checked.new.append((file, safe_name(file.name or "", ENDINGS[content_type]), content_type))
    return checked, faults


def check_file(file: UploadedFile) -> str:
    """The type of the file, by its content. ValidationError says what is wrong and what to do."""
    name = safe_name(file.name or "", "")
    if not file.size:
        raise ValidationError(
            _("“%(name)s” is empty (0 bytes). Open it to see whether it is whole, and choose it again."),
            params={"name": name},
        )
    if file.size > MAX_FILE_BYTES:
        raise ValidationError(
            _("“%(name)s” has %(size)s; at most %(limit)s can be sent. Take the photo anew in a smaller size."),
            params={"name": name, "size": filesizeformat(file.size), "limit": filesizeformat(MAX_FILE_BYTES)},
        )
    file.seek(0)
    kind = filetype.guess(file.read(HEAD_BYTES))
    file.seek(0)
    if kind is None or kind.mime not in ENDINGS:
        raise ValidationError(
            _(
                "“%(name)s” is neither a PDF nor a JPEG or PNG picture. Save it as one of these, or take a photo of the paper."
            ),
            params={"name": name},
        )
    return str(kind.mime)


def safe_name(name: str, ending: str) -> str:
    """The applicant's own name for a file, fit to be shown and sent again: no folders, nothing invisible, not endless."""
    bare = re.sub(r"[\x00-\x1f/\\:*?\"<>|]", " ", normalize(PurePath(name.replace("\\", "/")).name)).strip(" .")
    stem, suffix = (bare[: -len(PurePath(bare).suffix)], PurePath(bare).suffix) if PurePath(bare).suffix else (bare, "")
    return f"{stem[:MAX_NAME_CHARS] or 'file'}{ending or suffix[:10]}"


class FilesType(QuestionType):
    name = "files"
    label = _("Files")
    icon = "doc-full"
    block = FilesBlock

    def field(self, question: Question) -> forms.Field:
        common = self.common(question)
        if question.settings.get("is_original_shown"):
            common["required"] = False
        return FilesField(**common)

    def stored(self, value: Any) -> None:
        """Files are rows of their own."""

    def text(self, question: Question, stored: Any, language: str) -> str:
        return ""
