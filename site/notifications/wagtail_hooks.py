from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from notifications.models import NoticeText


@register_snippet
class NoticeTextViewSet(SnippetViewSet):
    model = NoticeText
    icon = "mail"
    menu_label = _("Texts of notices")
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["key", "get_language_display", "subject"]
    list_filter = ["key", "language"]
    search_fields = ["subject", "body"]


@hooks.register("register_admin_urls")
def outbox_urls() -> list[URLPattern | URLResolver]:
    return [path("outbox/", include("notifications.urls"))]


class OutboxMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "is_superuser", False))


@hooks.register("register_reports_menu_item")
def outbox_menu_item() -> MenuItem:
    return OutboxMenuItem(_("Messages not sent"), reverse("notifications:outbox"), icon_name="mail", order=900)
