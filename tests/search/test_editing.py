import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from search.models import DictionaryWord, Synonym

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("admin", "admin@example.org", "x"))
    return client


def test_editors_add_synonyms_and_words(editor: Client) -> None:
    synonym = {"term": "ตึก", "means": "อาคาร", "is_two_way": "on"}
    responses = [
        editor.post("/admin/snippets/search/synonym/add/", synonym),
        editor.post("/admin/snippets/search/dictionaryword/add/", {"word": "ศาลาโมเดล"}),
        editor.get("/admin/snippets/search/synonym/"),
    ]

    assert [response.status_code for response in responses] == [302, 302, 200]
    assert [str(synonym) for synonym in Synonym.objects.all()] == ["ตึก ↔ อาคาร"]
    assert [str(word) for word in DictionaryWord.objects.all()] == ["ศาลาโมเดล"]


def test_synonym_of_itself_is_refused(editor: Client) -> None:
    response = editor.post("/admin/snippets/search/synonym/add/", {"term": "ตึก", "means": "ตึก "})

    assert response.status_code == 200
    assert Synonym.objects.count() == 0
