"""A made-up municipality, "เทศบาลเมืองศาลา", with services, pages and sign-ins to try Sala with."""

from sala.demo.information import is_loaded, may_load
from sala.demo.people import sign_ins

__all__ = ["is_loaded", "may_load", "sign_ins"]
