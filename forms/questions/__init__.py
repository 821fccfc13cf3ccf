"""The types of question a form can have. A type that was used is never removed: retire it, or its answers are lost."""

from __future__ import annotations

from forms.questions.address import AddressType
from forms.questions.base import Choice, Question, QuestionType
from forms.questions.choices import ManyOfType, OneOfType
from forms.questions.contact import EmailType, PhoneType
from forms.questions.date import DateType
from forms.questions.declaration import DeclarationType
from forms.questions.files import FilesType
from forms.questions.long_text import LongTextType
from forms.questions.national_id import NationalIdType
from forms.questions.number import NumberType
from forms.questions.text import TextType

TYPES: dict[str, QuestionType] = {
    kind.name: kind
    for kind in (
        TextType(),
        LongTextType(),
        NumberType(),
        DateType(),
        OneOfType(),
        ManyOfType(),
        NationalIdType(),
        EmailType(),
        PhoneType(),
        AddressType(),
        FilesType(),
        DeclarationType(),
    )
}

__all__ = ["TYPES", "Choice", "Question", "QuestionType"]
