from permits.models.permit import Holder, LicenceFile, Permit, PermitEvent
from permits.models.permit_type import NumberSequence, PermitType

__all__ = ["Holder", "LicenceFile", "NumberSequence", "Permit", "PermitEvent", "PermitType"]
