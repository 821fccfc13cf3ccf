from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import DictionaryWord, Synonym


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "link"
    list_display = ["term", "means", "is_two_way"]
    search_fields = ["term", "means"]


class DictionaryWordViewSet(SnippetViewSet):
    model = DictionaryWord
    icon = "openquote"
    list_display = ["word", "changed_at"]
    search_fields = ["word"]


@register_snippet
class SearchViewSetGroup(SnippetViewSetGroup):
    items = (SynonymViewSet, DictionaryWordViewSet)
    menu_label = _("Words for search")
    menu_icon = "search"
    menu_order = 210
