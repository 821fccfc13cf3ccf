"""The licence as a signed PDF file: made once for an edition of the permit and a language, and kept, so that everybody has the same bytes.

It says what was decided, with the name of a natural person and without that person's ID number. Whether it still holds
is not in the file: its QR code leads to the verification page, which reads the register.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from agency.templatetags.agency_tags import long_date
from letters.contents import LicenceLetter, Signer
from letters.senders import default_sender
from letters.services import render_licence
from permits.models import LicenceFile, Permit, PermitType
from permits.moves import Act, PermitError
from thai.national_id import format_number


def licence_pdf(permit: Permit, language: str = "th") -> bytes:
    """Call it outside of a transaction: rendering and signing take a moment. Raises PermitError for examples."""
    if permit.permit_type.is_example:
        raise PermitError(_("This is an example of another agency's register: its licence is not ours to print."))
    kept = _kept(permit, language)
    return _content_of(kept or _keep(permit, language, render_licence(licence_letter(permit, language))))


def licence_letter(permit: Permit, language: str) -> LicenceLetter:
    """What the licence says, ready to print."""
    with override(language):
        permit_type = _in_language(permit.permit_type, language)
        return LicenceLetter(
            sender=default_sender(language=language),
            title=permit_type.name,
            law=permit_type.law.name if permit_type.law else "",
            number=permit.number,
            holder=permit.holder_name,
            holder_number="" if permit.holder.is_person else format_number(permit.holder.number),
            place=permit.place_name,
            address=permit.address,
            items=[(item["label"], item["text"]) for item in permit.items],
            issued_on=long_date(permit.issued_on),
            valid_from=long_date(permit.valid_from),
            valid_until=long_date(permit.valid_until) if permit.valid_until else "",
            conditions=permit_type.condition_lines,
            verification_url=f"{settings.BASE_URL}{permit.get_absolute_url()}",
            signer=Signer(permit_type.signer_name or _issuer_of(permit), permit_type.signer_position),
            language=language,
            is_demo=settings.IS_DEMO,
        )


def _in_language(permit_type: PermitType, language: str) -> PermitType:
    translated = PermitType.objects.filter(
        translation_key=permit_type.translation_key, locale__language_code=language
    ).select_related("law")
    return translated.first() or permit_type


def _issuer_of(permit: Permit) -> str:
    issued = permit.events.filter(kind=Act.ISSUED).first()
    return issued.by_name if issued else ""


def _keep(permit: Permit, language: str, pdf: bytes) -> LicenceFile:
    """Store it, unless somebody was quicker: then theirs counts."""
    with transaction.atomic():
        Permit.objects.select_for_update().get(pk=permit.pk)
        if kept := _kept(permit, language):
            return kept
        digest = hashlib.sha256(pdf).hexdigest()
        made = LicenceFile(permit=permit, edition=permit.edition, language=language, sha256=digest)
        made.file.save(f"{permit.code}-{permit.edition}-{language}.pdf", ContentFile(pdf), save=True)
        return made


def _kept(permit: Permit, language: str) -> LicenceFile | None:
    return LicenceFile.objects.filter(permit=permit, edition=permit.edition, language=language).first()


def _content_of(licence: LicenceFile) -> bytes:
    with licence.file.open("rb") as file:
        content: bytes = file.read()
    return content
