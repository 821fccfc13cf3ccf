"""What an officer sees of a matter."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings

from cases.clock import clock_of
from cases.differences import corrections_of
from cases.letters import has_letter
from cases.models import Case
from forms.models import SubmissionFile
from forms.versions import content_in
from notifications.models import Message


def case_context(case: Case) -> dict[str, Any]:
    submission = case.submission
    files: dict[str, list[SubmissionFile]] = defaultdict(list)
    for file in submission.files.all():
        files[file.question_id].append(file)
    parts = [
        {**part, "answers": [{**answer, "files": files.get(answer["id"], ())} for answer in part["answers"]]}
        for part in content_in(submission, settings.LANGUAGE_CODE)
    ]
    known = {answer["id"] for part in parts for answer in part["answers"]}
    return {
        "case": case,
        "submission": submission,
        "clock": clock_of(case),
        "parts": parts,
        "other_files": [file for question, found in files.items() if question not in known for file in found],
        "has_letter": has_letter(case),
        "corrections": corrections_of(submission),
        "events": case.events.order_by("-at", "-pk"),
        "messages_sent": Message.objects.about(submission.subject_key),
    }
