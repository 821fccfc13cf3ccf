from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from thai.romanization import slug_of


class CataloguePageForm(WagtailAdminPageForm):
    """The admin's form of a page whose address may be left empty: it is then made from the title, in Latin letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Latin letters and hyphens. Empty: made from the title.")

    def clean_slug(self) -> str:
        typed = self.cleaned_data.get("slug")
        if typed or not self.cleaned_data.get("title"):
            return typed or ""
        parent = self.parent_page or self.instance.get_parent()
        wanted = slug_of(self.cleaned_data["title"]) or self._meta.model._meta.model_name
        siblings = parent.get_children().exclude(pk=self.instance.pk)
        taken = set(siblings.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbered) if slug not in taken)
