"""The change log that indexes follow, and what editors add to search: words and synonyms."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Now
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from search.querysets import ChangeQuerySet


class CurrentTransaction(models.Func):
    """The number of the running transaction on PostgreSQL, 0 elsewhere."""

    template = "0"
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="pg_current_xact_id()::text::bigint", **context)


class Change(models.Model):
    """Something that search must look at again, written in the transaction that changed it.

    The key names a document ("page:12"), whether it is to be indexed or to go; EVERYTHING means all of them, `all_of`
    all of one group.
    Read the log by `search.changes`.
    """

    EVERYTHING = "all"

    key = models.CharField(max_length=60)
    made_at = models.DateTimeField(db_default=Now())
    transaction = models.BigIntegerField(db_default=CurrentTransaction())

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to search")
        indexes = [models.Index("transaction", "id", name="search_change_in_order")]

    def __str__(self) -> str:
        return f"{self.pk} {self.key}"

    @classmethod
    def all_of(cls, group: str) -> str:
        return f"{cls.EVERYTHING}:{group}"


class DictionaryWord(models.Model):
    """A word that the cutter of Thai text must not cut."""

    word = models.CharField(
        _("word"),
        max_length=100,
        unique=True,
        help_text=_("A Thai word that search should treat as one, such as a local name."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    panels = [FieldPanel("word")]

    class Meta:
        verbose_name = _("dictionary word")
        verbose_name_plural = _("dictionary words")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word


class Synonym(models.Model):
    """Who searches for the term finds what has the other words, too, a little lower."""

    term = models.CharField(_("what people type"), max_length=100)
    means = models.CharField(_("what the pages say"), max_length=100)
    is_two_way = models.BooleanField(_("in both directions"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    panels = [FieldPanel("term"), FieldPanel("means"), FieldPanel("is_two_way")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["term", "means"]
        constraints = [models.UniqueConstraint("term", "means", name="synonym_once")]

    def __str__(self) -> str:
        return f"{self.term} {'↔' if self.is_two_way else '→'} {self.means}"

    def clean(self) -> None:
        if self.term.strip() == self.means.strip():
            raise ValidationError({"means": _("Write other words than what people type.")})
