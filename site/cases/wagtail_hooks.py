from wagtail import hooks

from cases.viewsets import DeskViewSet


@hooks.register("register_admin_viewset")
def register_desk() -> DeskViewSet:
    return DeskViewSet()
