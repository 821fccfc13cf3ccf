"""What happens to a draft: files kept and taken away, sent, cleared away when its time is over."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from forms.applicant import applicant_of
from forms.content import content_of
from forms.definition import FormDefinition
from forms.models import Draft, DraftFile, Submission
from forms.questions.files import CheckedFiles
from forms.services import ReceivedFile, receive_submission
from forms.versions import definition_of


class DraftWithdrawnError(Exception):
    """The version of the form was withdrawn: nothing can be sent on it any more."""


def saved_files(draft: Draft) -> dict[str, list[DraftFile]]:
    files: dict[str, list[DraftFile]] = {}
    for file in draft.files.all():
        files.setdefault(file.question_id, []).append(file)
    return files


def keep_files(draft: Draft, question_id: str, checked: CheckedFiles) -> None:
    """Add what was sent and take away what was ticked. Sending the same step twice adds files once only: by content.

    A draft that was sent meanwhile, from another tab, keeps nothing more.
    """
    with transaction.atomic():
        if not Draft.objects.select_for_update().filter(pk=draft.pk, submission=None).exists():
            return
        kept = list(draft.files.filter(question_id=question_id))
        for away in [file for file in kept if str(file.pk) in checked.removed]:
            kept.remove(away)
            delete_file(away)
        for file, name, content_type in checked.new:
            if not any(_is_same(there, file, name) for there in kept):
                row = DraftFile(
                    draft=draft, question_id=question_id, name=name, content_type=content_type, size=file.size or 0
                )
                row.file.save(name, file, save=True)


def _is_same(kept: DraftFile, file: File, name: str) -> bool:
    """Telephones call every picture image.jpg, so name and size do not say enough."""
    if (kept.name, kept.size) != (name, file.size):
        return False
    with kept.file.open() as opened:
        return _digest(opened) == _digest(file)


def _digest(file: File) -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.digest()


def delete_file(file: DraftFile) -> None:
    """The row now, the bytes when that is certain."""
    storage, name = file.file.storage, str(file.file.name)
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))


def send_draft(draft: Draft, answers: Mapping[str, Any], definition: FormDefinition) -> Submission:
    """Receive what the draft holds. Sent again, by a double click or from a second tab, it is the same submission."""
    with transaction.atomic(), ExitStack() as opened:
        draft = Draft.objects.select_for_update(of=("self",)).select_related("version__service").get(pk=draft.pk)
        if draft.submission:
            return draft.submission
        if draft.version.withdrawn_at:
            raise DraftWithdrawnError
        labels = {question.id: question.label for question in definition.questions()}
        files = [
            ReceivedFile(
                file.question_id,
                labels[file.question_id],
                file.name,
                file.content_type,
                opened.enter_context(file.file.open()),
            )
            for file in draft.files.all()
            if file.question_id in labels
        ]
        draft.submission = receive_submission(
            channel=Submission.Channel.WEB,
            applicant=applicant_of(dict(answers)),
            content=content_of(definition.steps, answers, draft.language),
            files=files,
            service=draft.version.service,
            version=draft.version,
            title=draft.version.service.title if draft.version.service else draft.version.title,
            language=draft.language,
            once=draft.once,
        )
        draft.save(update_fields=["submission"])
        _forget_what_was_sent(draft)
        return draft.submission


def _forget_what_was_sent(draft: Draft) -> None:
    """The submission holds it now; the draft's own copies go."""
    Draft.objects.filter(pk=draft.pk).update(data={})
    for file in draft.files.all():
        delete_file(file)


def definition_for(draft: Draft) -> FormDefinition:
    """In the draft's language."""
    with override(draft.language):
        return definition_of(draft.version, draft.language)


def clear_expired_drafts() -> int:
    """Delete drafts that nobody sent in time, with their files. Drafts that were sent stay: they lead to the receipt."""
    count = 0
    expired = Draft.objects.filter(submission=None, expires_at__lt=timezone.now())
    for key in expired.values_list("pk", flat=True):
        with transaction.atomic():
            draft = expired.select_for_update().filter(pk=key).first()
            if draft is None:  # it was sent at the last moment
                continue
            for file in draft.files.all():
                delete_file(file)
            draft.delete()
        count += 1
    return count
