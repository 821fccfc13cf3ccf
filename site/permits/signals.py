"""What permits announce to the apps above. Sent inside the transaction: what a receiver writes is kept or lost with it."""

from django.dispatch import Signal

permit_changed = Signal()
"""A permit was issued or its standing changed. Arguments: permit, event (PermitEvent; None when only a day has come)."""
