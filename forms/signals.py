"""What forms announce to the apps above. Sent inside the transaction: what a receiver writes is kept or lost with it."""

from django.dispatch import Signal

submission_received = Signal()
"""A submission was stored for the first time. Argument: submission."""

submission_corrected = Signal()
"""The applicant corrected what was flagged. Arguments: submission, revision."""
