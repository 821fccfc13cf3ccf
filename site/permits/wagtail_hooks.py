from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from accounts.models import User
from agency.templatetags.agency_tags import long_date
from permits.admin_views import InspectPermitView, RegisterView, change
from permits.models import Permit, PermitType


class RegisterRights(PermissionHelper):
    """The register is read by the people of a unit, and changed by acts only: never by hand."""

    def user_can_list(self, user: User) -> bool:
        return user.is_superuser or user.memberships.exists()

    def user_can_inspect_obj(self, user: User, obj: Permit) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Permit) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Permit) -> bool:
        return False


class TypeFilter(SimpleListFilter):
    """The types that this person's units keep."""

    title = _("permit type")
    parameter_name = "type"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        types = PermitType.objects.of_source_language().kept_by(request.user)
        return [(str(permit_type.pk), permit_type.name) for permit_type in types]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value() or ""
        return queryset.filter(permit_type=chosen) if chosen.isdecimal() else queryset


class PermitAdmin(ModelAdmin):
    model = Permit
    menu_label = _("Permit register")
    menu_icon = "form"
    menu_order = 130
    list_display = ("holder_name", "number", "permit_type", "shown_standing", "runs_out")
    list_filter = ("status", TypeFilter, "issued_on")
    index_view_extra_css = ["sala/register.css"]
    list_select_related = ("permit_type",)
    list_per_page = 50
    search_fields = ("number", "number_key", "holder_name", "place_name", "code")
    index_view_class = RegisterView
    inspect_view_enabled = True
    history_view_enabled = False
    inspect_view_class = InspectPermitView
    inspect_template_name = "permits/admin/permit.html"
    permission_helper_class = RegisterRights

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).visible_to(request.user)

    @display(description=_("standing"))
    def shown_standing(self, permit: Permit) -> str:
        return str(permit.standing.label)

    @display(description=_("valid to the end of"), ordering="valid_until")
    def runs_out(self, permit: Permit) -> str:
        return long_date(permit.valid_until) if permit.valid_until else "–"


modeladmin_register(PermitAdmin)


@register_snippet
class PermitTypeViewSet(SnippetViewSet):
    model = PermitType
    icon = "form"
    menu_label = _("Permit types")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "unit", "number_pattern", "validity"]


@hooks.register("register_admin_urls")
def acts_on_permits() -> list[URLPattern]:
    return [path("permits/<int:pk>/<slug:act>/", change, name="permit_change")]
