"""Versions of forms: made when a form page is published, read by the wizard."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from forms.applicant import applicant_step
from forms.content import answers_in, content_of, values_in
from forms.definition import FormDefinition, Step, read_steps
from forms.models import Draft, FormPage, FormVersion, Submission
from forms.models.submission import Content


def keep_version(page: FormPage) -> FormVersion | None:
    """Keep what was just published: a version of the source page, or words of a translation for the source's versions."""
    if page.locale.language_code != settings.LANGUAGE_CODE:
        _keep_translation(page)
        return None
    return _keep_source(page)


@transaction.atomic
def _keep_source(page: FormPage) -> FormVersion:
    FormPage.objects.select_for_update().get(pk=page.pk)
    revision = page.live_revision_id or 0
    if existing := FormVersion.objects.filter(page=page, revision=revision).first():
        return existing
    last = FormVersion.objects.filter(page=page).order_by("-number").first()
    return FormVersion.objects.create(
        page=page,
        service=page.service,
        number=last.number + 1 if last else 1,
        revision=revision,
        title=page.title,
        steps=raw_steps(page),
        translations=_live_translations(page),
        published_at=timezone.now(),
    )


def _keep_translation(page: FormPage) -> None:
    source = page.get_translation_or_none(Locale.get_default())
    version = source and latest_version(source)
    if version:
        version.translations = {**version.translations, page.locale.language_code: raw_steps(page)}
        version.save(update_fields=["translations"])


def _live_translations(page: FormPage) -> dict[str, Any]:
    translations = page.get_translations().live().select_related("locale")
    return {other.locale.language_code: raw_steps(other.specific) for other in translations}


def raw_steps(page: FormPage) -> Any:
    return page.steps.get_prep_value()


def latest_version(page: FormPage) -> FormVersion | None:
    """Of the source page, whichever language's page is asked."""
    return (
        FormVersion.objects.filter(page__translation_key=page.translation_key, withdrawn_at=None)
        .order_by("-number")
        .first()
    )


def definition_of(version: FormVersion, language: str) -> FormDefinition:
    """With the step about the applicant in front. That step speaks the language that is active."""
    steps = read_steps(version.steps, version.translations.get(language))
    return FormDefinition((applicant_step(), *steps))


def content_in(submission: Submission, language: str) -> Content:
    """The current content with questions and choices said in this language; what people wrote stays as they wrote it.

    As the submission tells of itself where its version is gone or is not in that language.
    """
    version = submission.version
    if version is None or submission.language == language:
        return submission.current_content
    with override(language):
        definition = definition_of(version, language)
        said = content_of(definition.steps, values_in(submission.current_content), language)
    known = {answer["id"] for answer in answers_in(said)}
    return said if {answer["id"] for answer in answers_in(submission.content)} <= known else submission.current_content


def steps_for_reader(page: FormPage, language: str | None) -> tuple[Step, ...]:
    version = latest_version(page)
    return definition_of(version, language or settings.LANGUAGE_CODE).steps if version else ()


def draft_steps(page: FormPage) -> tuple[Step, ...]:
    """What the editor has written so far, for preview."""
    return (applicant_step(), *read_steps(raw_steps(page)))


def begin(page: FormPage, language: str) -> Draft:
    """A new draft on the latest version. 404 where none was published or it was withdrawn."""
    version = latest_version(page)
    if version is None:
        raise Http404
    return Draft.objects.create(version=version, language=language)
