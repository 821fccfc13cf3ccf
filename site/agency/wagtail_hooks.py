from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from agency.models import Agency, AgencyUnit, Holiday, Office, Timetable


class AgencyViewSet(SnippetViewSet):
    model = Agency
    icon = "site"
    list_display = ["name", "short_name", "phone"]


class UnitViewSet(SnippetViewSet):
    model = AgencyUnit
    icon = "group"
    list_display = ["name", "agency", "phone"]
    list_filter = ["agency"]


class OfficeViewSet(SnippetViewSet):
    model = Office
    icon = "home"
    list_display = ["name", "phone", "timetable"]


class TimetableViewSet(SnippetViewSet):
    model = Timetable
    icon = "calendar-alt"


class HolidayViewSet(SnippetViewSet):
    model = Holiday
    icon = "calendar"
    list_display = ["date", "name", "kind"]
    list_filter = {"date": ["gte", "lte"], "kind": ["exact"]}
    ordering = "-date"


@register_snippet
class AgencyViewSetGroup(SnippetViewSetGroup):
    items = (OfficeViewSet, UnitViewSet, TimetableViewSet, HolidayViewSet, AgencyViewSet)
    menu_label = _("Agency and offices")
    menu_icon = "home"
    menu_order = 220
