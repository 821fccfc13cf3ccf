from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forms import places
from forms.questions.base import NormalizedField, Question, QuestionType
from thai.digits import to_arabic

PARTS = {
    "line": _("House number, village, lane, road"),
    "subdistrict": _("Subdistrict (tambon, khwaeng)"),
    "district": _("District (amphoe, khet)"),
    "province": _("Province"),
    "postcode": _("Postcode"),
}


class AddressWidget(forms.MultiWidget):
    """Five controls, each with a label of its own."""

    template_name = "forms/widgets/address.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            {
                "line": forms.TextInput(attrs={"autocomplete": "address-line1", "maxlength": 200}),
                "subdistrict": forms.TextInput(attrs={"maxlength": 60}),
                "district": forms.TextInput(attrs={"maxlength": 60}),
                "province": forms.Select(),
                "postcode": forms.TextInput(
                    attrs={"inputmode": "numeric", "maxlength": 5, "autocomplete": "postal-code"}
                ),
            }
        )

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(part, "") for part in PARTS]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # One label for all would be read out with each control; each has its own, and the group has the question.
        self.widgets[3].choices = [("", "—"), *places.provinces(get_language() or "th")]  # type: ignore[attr-defined]
        context = super().get_context(name, value, attrs)
        for part, widget in zip(PARTS.values(), context["widget"]["subwidgets"], strict=True):
            widget["label"] = part
        return context


class AddressField(forms.MultiValueField):
    """An address in Thailand, as {"line", "subdistrict", "district", "province", "postcode", "code"}."""

    widget: type[forms.Widget] = AddressWidget

    def __init__(self, **values: Any) -> None:
        parts = [NormalizedField(required=False, max_length=200) for _ in PARTS]
        super().__init__(fields=tuple(parts), require_all_fields=False, **values)

    def compress(self, data_list: list[Any]) -> dict[str, str] | None:
        given = dict(zip(PARTS, data_list, strict=True)) if data_list else {}
        if not any(given.values()):
            return None
        missing = [str(PARTS[part]) for part in ("line", "subdistrict", "district", "province") if not given[part]]
        if missing:
            raise ValidationError(_("Fill in: %(parts)s."), params={"parts": ", ".join(missing)})
        place = self._find(given)
        postcode = to_arabic(given["postcode"]) or place.postcode
        if not re.fullmatch(r"\d{5}", postcode):
            raise ValidationError(
                _("A postcode has five digits; this subdistrict has %(code)s."), params={"code": place.postcode}
            )
        return {
            "line": given["line"],
            "subdistrict": place.name,
            "district": place.district,
            "province": place.province,
            "postcode": postcode,
            "code": place.code,
        }

    def _find(self, given: dict[str, str]) -> places.Subdistrict:
        if given["province"] not in dict(places.provinces("th")):
            raise ValidationError(_("Choose the province from the list."))
        try:
            return places.find(**{part: given[part] for part in ("province", "district", "subdistrict")})
        except places.PlaceError as error:
            typed = given[error.part]
            if error.nearest:
                raise ValidationError(
                    _("“%(typed)s” is not there. Do you mean %(nearest)s?"),
                    params={"typed": typed, "nearest": ", ".join(error.nearest)},
                ) from error
            raise ValidationError(
                _("“%(typed)s” is not there. Check the spelling, and the province."), params={"typed": typed}
            ) from error


class AddressType(QuestionType):
    name = "address"
    label = _("Address")
    icon = "home"

    def field(self, question: Question) -> forms.Field:
        return AddressField(**self.common(question))

    def text(self, question: Question, stored: Any, language: str) -> str:
        """As it is written on an envelope, in Thai: postmen read it."""
        if not stored:
            return ""
        in_bangkok = stored["province"] == places.BANGKOK
        subdistrict, district = ("แขวง", "เขต") if in_bangkok else ("ตำบล", "อำเภอ")
        province = stored["province"] if in_bangkok else f"จังหวัด{stored['province']}"
        return (
            f"{stored['line']} {subdistrict}{stored['subdistrict']} {district}{stored['district']} "
            f"{province} {stored['postcode']}"
        )
