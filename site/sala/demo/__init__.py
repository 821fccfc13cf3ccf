"""A made-up municipality, "เทศบาลเมืองศาลา", with services, pages and sign-ins to try Sala with."""

from sala.demo.information import is_loaded
from sala.demo.people import sign_ins

__all__ = ["is_loaded", "sign_ins"]
