"""Wagtail queues a task for each saved row of a model with foreign keys, to know where pages and snippets are used."""

from django.apps import apps
from wagtail.models import ReferenceIndex

OURS = ("permits", "cases", "forms", "letters", "notifications", "audit", "search")


def test_only_what_editors_write_is_indexed_and_not_what_comes_by_the_thousand():
    indexed = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in OURS and ReferenceIndex.model_is_indexable(model)
    }
    assert indexed == {"FormPage", "FormVersion", "PermitType"}
