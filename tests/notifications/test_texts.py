import pytest
from django.core.exceptions import ValidationError

from notifications import registry, texts
from notifications.models import NoticeText
from notifications.registry import Notice, declare

FAULTY = [
    ("{{ nmae }}", ["nmae"]),
    ("{% if nmae %}x{% endif %}", ["nmae"]),
    ("{% if reason %}{% elif name == nmae %}{% endif %}", ["nmae"]),
    ('{% if reason and name|default:nmae == "x" %}x{% else %}{{ other }}{% endif %}', ["nmae", "other"]),
    ("{{ name|default:nmae }}", ["nmae"]),
    ("{{ name.upper }}", ["name.upper"]),
    ("{% for x in name %}{{ x }}{% endfor %}", ["{% if %}"]),
    ('{% include "base.html" %}', ["{% if %}"]),
    ("{% if reason %}{% now 'Y' %}{% endif %}", ["{% if %}"]),
    ("{% if reason %}", ["unclosed"]),
    ("{% load i18n %}", ["i18n"]),
    ("{{ name|unknown }}", ["unknown"]),
]


@pytest.mark.parametrize(("source", "words"), FAULTY)
def test_faulty_text_is_refused_with_its_reasons(greeting: Notice, source: str, words: list[str]) -> None:
    found = texts.problems(source, greeting)

    assert len(found) == len(words)
    assert [word in sentence.lower() for word, sentence in zip(words, found, strict=True)] == [True] * len(words)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "ไม่มีข้อมูล",
        "{{ name }} {{ reference|upper }}",
        '{% if reason %}{{ reason }}{% elif name == "x" %}-{% else %}{{ name|default:reference }}{% endif %}',
    ],
)
def test_text_of_fields_and_conditions_is_accepted(greeting: Notice, source: str) -> None:
    assert texts.problems(source, greeting) == []


@pytest.mark.django_db
def test_editor_is_told_what_is_wrong_and_where(greeting: Notice) -> None:
    text = NoticeText(key=greeting.key, language="th", subject="{{ subject }}", body="{{ name }}")

    with pytest.raises(ValidationError) as refused:
        text.full_clean()

    assert set(refused.value.message_dict) == {"subject"}


@pytest.mark.django_db
def test_notice_has_one_text_in_each_language(greeting: Notice) -> None:
    for language in ("th", "en"):
        text = NoticeText(key=greeting.key, language=language, subject="x", body="x")
        text.full_clean()
        text.save()

    with pytest.raises(ValidationError):
        NoticeText(key=greeting.key, language="th", subject="y", body="y").full_clean()


def test_every_declared_notice_has_texts_that_name_only_its_fields() -> None:
    wrong = []
    for notice in registry.notices():
        for language in texts.LANGUAGES:
            text = texts.default_text(notice, language)
            assert text.subject, notice.key
            assert text.body, notice.key
            wrong += [f"{notice.key} {language}: {each}" for each in texts.problems(text.subject, notice)]
            wrong += [f"{notice.key} {language}: {each}" for each in texts.problems(text.body, notice)]
    assert wrong == []


def test_two_notices_of_one_name_are_a_mistake(greeting: Notice) -> None:
    assert declare(greeting) is greeting
    with pytest.raises(ValueError, match="Two notices"):
        declare(Notice(key=greeting.key, name="Other", fields={}, sample={}))


def test_sample_has_a_value_for_each_field() -> None:
    with pytest.raises(ValueError, match="fields and sample"):
        Notice(key="example.other", name="Other", fields={"name": "name"}, sample={})
