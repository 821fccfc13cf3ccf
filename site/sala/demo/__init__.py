"""A made-up municipality, "เทศบาลเมืองศาลา", with services, pages and sign-ins to try Sala with."""

from catalogue.models import HomePage

HOME_SLUG = "sala-town"


def is_loaded() -> bool:
    """Whether `load_demo` has finished here once: it publishes the home page last."""
    return HomePage.objects.live().filter(slug=HOME_SLUG).exists()


def sign_ins() -> list[tuple[str, str, str]]:
    """Role, username and password of each demo account; empty where the demo was not loaded."""
    from sala.demo.people import read_sign_ins

    return read_sign_ins()
