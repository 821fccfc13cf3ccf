"""Puts the demo's English into wagtail-localize, as an editor's translation would be: source, strings, translated page."""

from collections.abc import Mapping

from django.db.models import Model
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from sala.demo.content import Memory


class MissingEnglishError(Exception):
    """The demo's files lack the English for a Thai text."""


def translate_to_english(
    instance: Model, memory: Memory, own: Mapping[str, str] | None = None, *, refresh: bool = False
) -> Model:
    """Make the English version of a page or snippet and publish it; one that exists is kept, unless to be refreshed.

    `own` holds the English of single fields (by path), for texts that are written anew rather than translated.
    Raises MissingEnglishError before anything is published when a text has no English.
    """
    english = Locale.objects.get(language_code="en")
    existing = instance.get_translation_or_none(english)  # type: ignore[attr-defined]
    if existing and not refresh:
        return existing
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    Translation.objects.get_or_create(source=source, target_locale=english)
    rows = []
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        text = (own or {}).get(segment.context.path) or memory.translate(segment.string.data)
        if text is None:
            raise MissingEnglishError(f"{instance}: {segment.context.path}: {segment.string.data}")
        rows.append(
            StringTranslation(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
        )
    StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)
    # wagtail-localize publishes on commit, with the child count of now: pages that get children meanwhile lose them.
    # So a page is left a draft there, and published here at once.
    is_page = isinstance(instance, Page)
    source.create_or_update_translation(english, publish=not is_page)
    translation = instance.get_translation(english)  # type: ignore[attr-defined]
    if is_page:
        translation.get_latest_revision().publish()
    return translation
