from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms"
    verbose_name = _("forms")

    def ready(self) -> None:
        from forms import notices, offers, signal_handlers  # noqa: PLC0415

        signal_handlers.connect()
        offers.connect()
        notices.declare_notices()
