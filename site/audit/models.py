"""The record of acts and of reads of personal data. It is only added to: triggers in the database refuse the rest.

How entries hold on to each other: `audit.chain`.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit import chain
from audit.querysets import EntryQuerySet


class Entry(models.Model):
    """Somebody did something to a subject, or read of it. `detail` holds no personal data, only keys and codes."""

    subject = models.CharField(_("subject"), max_length=80)
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    actor_key = models.CharField(_("by (key)"), max_length=40)
    actor_name = models.CharField(_("by"), max_length=200, blank=True)
    verb = models.CharField(_("act"), max_length=60)
    detail = models.JSONField(_("details"), default=dict, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit record")
        verbose_name_plural = _("entries of the audit record")
        ordering = ["subject", "number"]
        constraints = [models.UniqueConstraint("subject", "number", name="audit_entry_once")]
        indexes = [models.Index("actor_key", "at", name="audit_entry_by_actor")]

    def __str__(self) -> str:
        return f"{self.subject} #{self.number} {self.verb}"

    def computed_hash(self) -> str:
        return chain.digest(
            {
                "subject": self.subject,
                "number": self.number,
                "at": chain.moment(self.at),
                "actor_key": self.actor_key,
                "actor_name": self.actor_name,
                "verb": self.verb,
                "detail": self.detail,
                "previous_hash": self.previous_hash,
            }
        )


class Checkpoint(models.Model):
    """How all chains stood at a moment of a day.

    entries: how many entries there were. last_entry: the id of the newest. heads: [subject, number, hash] of each chain
    that grew since the checkpoint before, by subject.
    """

    day = models.DateField(_("day"), unique=True)
    at = models.DateTimeField(_("at"))
    entries = models.PositiveBigIntegerField(_("entries"))
    last_entry = models.PositiveBigIntegerField()
    heads = models.JSONField(default=list)
    heads_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("checkpoint of the audit record")
        verbose_name_plural = _("checkpoints of the audit record")
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()

    def summary(self) -> dict[str, Any]:
        """What the hash covers; with the hash, the line in the file."""
        return {
            "day": self.day.isoformat(),
            "at": chain.moment(self.at),
            "entries": self.entries,
            "last_entry": self.last_entry,
            "heads_hash": self.heads_hash,
            "previous_hash": self.previous_hash,
        }

    def computed_hash(self) -> str:
        return chain.digest({**self.summary(), "heads_hash": chain.digest(self.heads)})
