"""What reaches the change log, and how it is read."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from agency.models import AgencySettings
from catalogue.models import DocumentType, InformationPage, Law, ServicePage, Topic
from search import changes
from search.changes import Position
from search.models import Change, DictionaryWord, Synonym
from tests.factories import make_agency, make_information, make_service, make_site
from tests.search.test_documents import translate


class Log:
    """What was written to the log since the last look."""

    def __init__(self) -> None:
        self.position = changes.latest_position()

    def read(self) -> set[str]:
        keys, self.position = changes.read_after(self.position)
        return set(keys)


@pytest.fixture
def service(db: None) -> ServicePage:
    return make_service(make_site()[1])


@pytest.fixture
def information(db: None) -> InformationPage:
    return make_information(make_site()[2])


def key(page: Page) -> str:
    return f"page:{page.pk}"


def test_new_pages_are_written_down(db: None) -> None:
    _, services, information = make_site()
    log = Log()

    pages = [make_service(services), make_information(information)]

    assert log.read() == {key(page) for page in pages}


def test_publishing_a_draft_is_written_down_and_saving_it_is_not(service: ServicePage) -> None:
    log = Log()
    service.title = "ชื่อใหม่"
    revision = service.save_revision()
    after_draft = log.read()
    revision.publish()

    assert (after_draft, log.read()) == (set(), {key(service)})


@pytest.mark.parametrize("act", ["save", "unpublish", "delete"])
def test_acts_on_a_page_are_written_down(service: ServicePage, act: str) -> None:
    log = Log()
    expected = {key(service)}

    getattr(service, act)()

    assert log.read() == expected


def test_translations_are_written_down_together(service: ServicePage) -> None:
    english = translate(service, "English")
    log = Log()

    english.unpublish()

    assert log.read() == {key(service), key(english)}


def test_deleting_a_parent_writes_down_what_was_below(service: ServicePage) -> None:
    log = Log()
    expected = {key(service)}

    service.get_parent().delete()

    assert log.read() == expected


def test_moving_and_privacy_write_down_all_that_is_below(service: ServicePage) -> None:
    parent = service.get_parent()
    log = Log()
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    restricted = log.read()
    restriction.delete()
    freed = log.read()
    parent.move(Page.get_first_root_node(), pos="last-child")

    assert (restricted, freed, log.read()) == ({key(service)},) * 3


def test_shared_things_write_down_the_pages_that_show_them(service: ServicePage, information: InformationPage) -> None:
    other = make_service(service.get_parent().specific, owner_agency=make_agency("กรมอื่น"))
    log = Log()
    written = []
    for thing in (
        service.documents.get().document_type,
        service.laws.get().law,
        other.owner_agency,
        Topic.objects.get(),
    ):
        thing.save()
        written.append(log.read())

    assert written == [{key(service)}, {key(service)}, {key(other)}, {key(service), key(other)}]


def test_new_shared_things_write_down_nothing(service: ServicePage) -> None:
    log = Log()
    DocumentType.objects.create(name="ใหม่", locale=service.locale)
    Law.objects.create(name="ใหม่", locale=service.locale)

    assert log.read() == set()


def test_words_and_the_agency_concern_everything_and_synonyms_nothing(service: ServicePage) -> None:
    log = Log()
    written = []
    word = DictionaryWord(word="ศาลา")
    for act in (word.save, word.delete, AgencySettings.objects.get().save, Synonym(term="ก", means="ข").save):
        act()
        written.append(log.read())

    assert written == [{"all"}, {"all"}, {"all"}, set()]


@pytest.mark.django_db
def test_keys_are_read_once_and_in_order() -> None:
    start = changes.latest_position()
    changes.record(["page:1", "page:2"])
    changes.record(["page:1", "page:3"])

    keys, end = changes.read_after(start)

    assert keys == ["page:1", "page:2", "page:3"]
    assert (end, changes.read_after(end)) == (changes.latest_position(), ([], end))


@pytest.mark.django_db
def test_long_logs_are_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "BATCH_SIZE", 2)
    position = changes.latest_position()
    changes.record(f"page:{number}" for number in range(5))
    pieces = []
    for _ in range(4):
        keys, position = changes.read_after(position)
        pieces.append(keys)

    assert pieces == [["page:0", "page:1"], ["page:2", "page:3"], ["page:4"], []]


@pytest.mark.django_db
def test_rolled_back_changes_are_not_in_the_log() -> None:
    start = changes.latest_position()
    with transaction.atomic():
        changes.record(["page:1"])
        transaction.set_rollback(True)

    assert changes.read_after(start)[0] == []


def age(change: Change, **by: int) -> None:
    Change.objects.filter(pk=change.pk).update(made_at=timezone.now() - timedelta(**by))


@pytest.mark.django_db
def test_old_rows_are_pruned_and_the_newest_stays() -> None:
    changes.record(["page:1", "page:2", "page:3"])
    for change in Change.objects.all():
        age(change, days=8)
    read_all = changes.latest_position()

    assert changes.prune() == 2
    assert (changes.is_known(read_all), changes.read_after(read_all)[0]) == (True, [])


@pytest.mark.django_db
def test_position_that_was_pruned_is_not_known() -> None:
    changes.record(["page:1"])
    position = changes.latest_position()
    age(Change.objects.get(), days=8)
    position = changes.latest_position()
    changes.record(["page:2"])
    before = changes.is_known(position)
    changes.prune()

    assert (before, changes.is_known(position)) == (True, False)


@pytest.mark.django_db
def test_position_of_a_row_that_a_restore_replaced_is_not_known() -> None:
    changes.record(["page:1"])
    position = changes.latest_position()
    Change.objects.update(made_at=timezone.now() + timedelta(seconds=1))

    assert changes.is_known(position) is False


@pytest.mark.django_db
def test_beginning_of_an_empty_log_is_known_until_rows_may_have_been_pruned() -> None:
    now = timezone.now()

    known = [changes.is_known(Position(0, 0, (now - timedelta(days=days)).isoformat())) for days in (0, 6, 8)]

    assert known == [True, True, False]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_late_commit_is_not_missed() -> None:
    """A transaction that began first and commits last has the lower numbers; a reader must not have passed them."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time")
    start = changes.latest_position()
    has_written, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        try:
            with transaction.atomic():
                changes.record(["page:late"])
                has_written.set()
                may_commit.wait(10)
        finally:
            connection.close()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    has_written.wait(10)
    changes.record(["page:quick"])
    while_open, position = changes.read_after(start)
    may_commit.set()
    slow.join()

    assert (while_open, position) == ([], start)
    assert changes.read_after(position)[0] == ["page:late", "page:quick"]


def test_log_is_written_in_the_same_transaction(service: ServicePage) -> None:
    log = Log()

    with transaction.atomic():
        service.save()
        transaction.set_rollback(True)

    assert log.read() == set()
