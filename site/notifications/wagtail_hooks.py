from django.utils.translation import gettext_lazy as _
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
