from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import Membership


@register_snippet
class MembershipViewSet(SnippetViewSet):
    """Who acts for which unit. For administrators, unless a group is given the permission."""

    model = Membership
    icon = "group"
    menu_label = _("Officers of units")
    add_to_settings_menu = True
    list_display = ["user", "unit", "get_role_display"]
    list_filter = ["unit", "role"]
    search_fields = ["user__username", "user__first_name", "user__last_name"]
