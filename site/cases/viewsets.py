from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from accounts.models import User
from cases import desk_views as views
from cases.permissions import has_queue


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and has_queue(request.user)


class DeskViewSet(ViewSet):
    """Where officers handle matters."""

    name = "desk"
    url_prefix = "cases"
    icon = "folder-open-inverse"
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return DeskMenuItem(
            _("Cases"), reverse_lazy("desk:queue"), name="cases", icon_name=self.icon, order=order or 90
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.queue, name="queue"),
            path("log/", views.log, name="log"),
            path("logged/<str:reference>/", views.logged, name="logged"),
            path("logged/<str:reference>/receipt.pdf", views.logged_receipt, name="logged_receipt"),
            path("<str:reference>/", views.case, name="case"),
            path("<str:reference>/receipt.pdf", views.receipt, name="receipt"),
            path("<str:reference>/letter.pdf", views.letter, name="letter"),
            path("<str:reference>/licence.pdf", views.licence, name="licence"),
            path("<str:reference>/files/<int:pk>/", views.file, name="file"),
            path("<str:reference>/<slug:slug>/", views.act, name="act"),
        ]
