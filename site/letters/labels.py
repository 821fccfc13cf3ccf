"""The fixed words of each letter, in the language that is active."""

from django.utils.translation import gettext as _


def of_all() -> dict[str, str]:
    return {
        # Translators: page numbers in the foot of a letter
        "page": _("Page {page} of {pages}"),
        "demo": _("SPECIMEN"),
        "demo_note": _("Made by a demonstration. It has no legal effect."),
        "signed": _("Signed electronically"),
    }


def of_receipt() -> dict[str, str]:
    return {
        "title": _("Receipt"),
        "statement": _("What you sent has been received and stored. Keep this receipt as evidence."),
        "reference": _("Reference"),
        "secret": _("Tracking code"),
        "matter": _("Matter"),
        "applicant": _("Applicant"),
        "channel": _("Channel"),
        "register_number": _("Register number"),
        "entered_at": _("Entered the system"),
        "counts_from": _("Counts as received"),
        "due": _("Answer due by"),
        "follow": _("Follow this matter"),
        "follow_how": _("Scan the code, or open this address. Whoever has it can see this matter."),
        "answers": _("What was sent"),
        "files": _("Attached files"),
        "file": _("File"),
        "size": _("Size"),
        "no_files": _("No files were attached."),
        "digest": _("SHA-256"),
    }


def of_decision() -> dict[str, str]:
    return {
        "number": _("No."),
        "reference": _("Reference"),
        "date": _("Date"),
        "subject": _("Subject"),
        "addressee": _("Addressed to"),
        "reason": _("Reason"),
        "legal_basis": _("Legal basis"),
        "appeal": _("If you disagree"),
        "closing": _("Yours faithfully"),
    }


def of_licence() -> dict[str, str]:
    return {
        "number": _("Licence no."),
        "law": _("Under {law}"),
        "holder": _("Granted to"),
        "holder_number": _("National ID or juristic number"),
        "place": _("Place"),
        "address": _("Address"),
        "issued_on": _("Issued on"),
        "valid_from": _("Valid from"),
        "valid_until": _("Valid until"),
        "conditions": _("Conditions"),
        "verify": _("Check that this licence is in force: scan the code, or open"),
    }
