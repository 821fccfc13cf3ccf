from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from catalogue.models import Channel, ComplaintChannel, DocumentType, Law, LifeEvent, Topic


class DocumentTypeViewSet(SnippetViewSet):
    model = DocumentType
    icon = "doc-full"
    list_display = ["name", "issuer"]


class LawViewSet(SnippetViewSet):
    model = Law
    icon = "clipboard-list"


class ChannelViewSet(SnippetViewSet):
    model = Channel
    icon = "mail"
    list_display = ["name", "kind", "address"]
    list_filter = ["kind"]


class ComplaintChannelViewSet(SnippetViewSet):
    model = ComplaintChannel
    icon = "warning"
    list_display = ["name", "phone"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "key", "sort_order"]


class LifeEventViewSet(SnippetViewSet):
    model = LifeEvent
    icon = "user"
    list_display = ["name", "key", "sort_order"]


@register_snippet
class CatalogueViewSetGroup(SnippetViewSetGroup):
    items = (DocumentTypeViewSet, LawViewSet, ChannelViewSet, ComplaintChannelViewSet, TopicViewSet, LifeEventViewSet)
    menu_label = _("Shared by services")
    menu_icon = "list-ul"
    menu_order = 200
