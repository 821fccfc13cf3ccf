"""What must be there before a site's processes start. Each step is done only if it is needed, and can be done again."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from sala import demo, first_pages
from sala.bootstrap import NO_SPACE, StartError, explain
from search import engines
from search.engines.base import Engine, EngineError, IndexMissingError
from search.followers import rebuild

FULL = ("No space left on device", "Disk quota exceeded", "database or disk is full")
UNWRITABLE = ("readonly database", "unable to open database file")


def prepare(*, with_demo: bool, tell: Callable[[str], None]) -> None:
    """From database to search index. StartError if one of these cannot be had and the reader can mend it."""
    try:
        migrate(tell)
        collect_static(tell)
        if with_demo:
            load_demo(tell)
        else:
            make_first_pages(tell)
        tell_site_its_address()
        build_search_index(tell)
    except Exception as error:
        if explanation := explained(error):
            raise explanation from error
        raise
    finally:
        connection.close()


def migrate(tell: Callable[[str], None]) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        tell("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static(tell: Callable[[str], None]) -> None:
    root = Path(settings.STATIC_ROOT)
    stamp, state = root.with_name(f"{root.name}.sha256"), static_state()
    if root.exists() and stamp.exists() and stamp.read_text() == state:
        return
    tell("Collecting style sheets, scripts and pictures …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)


def static_state() -> str:
    """A hash of how static files are stored, and of the name, size and time of each."""
    lines = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            status = Path(storage.path(name)).stat()
            lines.append(f"{storage.location}/{name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def load_demo(tell: Callable[[str], None]) -> None:
    if demo.may_load() and not demo.is_loaded():
        tell("Loading the demo municipality (a minute or two, the first time only) …")
        call_command("load_demo", verbosity=0, stdout=io.StringIO())


def make_first_pages(tell: Callable[[str], None]) -> None:
    if first_pages.has_only_welcome_page():
        tell("Making the first pages …")
        first_pages.make_first_pages()


def tell_site_its_address() -> None:
    """SALA_BASE_URL is the address of Wagtail's default site too: the sitemap and links in mails are made with it."""
    address = urlsplit(settings.BASE_URL)
    host, port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).exclude(hostname=host, port=port).first()
    if site and not Site.objects.filter(hostname=host, port=port).exists():  # each address belongs to one site
        site.hostname, site.port = host, port
        site.save()


def build_search_index(tell: Callable[[str], None]) -> None:
    """Only where there is none: whatever else an index lacks, the index follower sees to."""
    for engine in engines.configured():
        if is_missing(engine):
            tell(f"Building the search index ({engine.name}, {engine.group}) …")
            rebuild(engine)


def is_missing(engine: Engine) -> bool:
    """Of an engine that is away it is not known; the site starts without it."""
    try:
        engine.state()
    except IndexMissingError:
        return True
    except EngineError:
        return False
    return False


def explained(error: BaseException) -> StartError | None:
    """The message for a failure that is the machine's and not ours. Libraries wrap errors: causes are looked at too."""
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, StartError):
            return chain
        if isinstance(chain, OSError) and (chain.errno in NO_SPACE or isinstance(chain, PermissionError)):
            return StartError(explain(chain, Path(chain.filename or settings.DATA_DIR)))
        if any(words in str(chain) for words in FULL):
            return StartError(f"the disk that holds {settings.DATA_DIR} is full. Make room, then start again.")
        if any(words in str(chain) for words in UNWRITABLE):
            return StartError(f"the database cannot be written ({chain}). Look at the rights in {settings.DATA_DIR}.")
        chain = chain.__cause__ or chain.__context__
    if isinstance(error, OperationalError) and not connection.is_usable():
        return StartError(f"the database does not answer. See that it runs and that DATABASE_URL names it.\n{error}")
    return None
