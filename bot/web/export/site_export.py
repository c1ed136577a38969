"""The site, or the feed alone, as files for any static host: the same bytes that are served.

The diary's page alone differs: it has no links to parts of it, which are asked for by queries.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from bot.config.masthead import NO_MASTHEAD, Masthead
from bot.errors import PodiumError
from bot.planning.removals import held_removals
from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import folder_of
from bot.web.address import Address
from bot.web.asked_language import AskedLanguage
from bot.web.assets import load_assets
from bot.web.export.atomic_file import sync_folder, write_whole
from bot.web.export.kept_history import KeptHistory, continued
from bot.web.export.state_file import ExportState, encode_state, read_state, sole_writer
from bot.web.feeds import FeedTable
from bot.web.http.responses import PreparedResource
from bot.web.pages.diary import text_of_diary, whole_diary
from bot.web.pages.page_path import PagePath
from bot.web.pages.page_responses import prepare_page, prepare_text
from bot.web.pages.render import EVERY_LANGUAGE, Pages
from events.model import Agendas
from events.revisions import revise
from events.wording.english import ENGLISH

STATE = ".podium.json"
PART = ".podium.part"
MISSING = "404.html"  # the name by which most static hosts find the page for a missing address
PACKED = ".gz"


class NotOurs(PodiumError):
    """A file that Podium did not publish is in the way; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files, without their packed twins, were written, removed and left alone."""

    written: int
    removed: int
    unchanged: int


def publish_site(
    folder: Path,
    agendas: Agendas,
    public_url: str,
    now: datetime,
    masthead: Masthead = NO_MASTHEAD,
    *,
    confirmed: bool = False,
    languages: tuple[str, ...] = EVERY_LANGUAGE,
) -> Published:
    """Write the whole site, as it reads at ``now``, into a folder, which is made if need be.

    ``languages`` are the codes of those that it is written in, English first: each other one has a
    folder of its own in it.

    Each file that has changed is written whole, and each file that the site no longer has is
    removed. Raises `NotOurs` and `StateFileError` before anything is written, so too `RemovalsHeld`
    unless removals are ``confirmed``, and OSError.
    """
    if folder.exists() and not folder.is_dir():
        raise NotOurs(f"{folder} is not a folder (name one, or one that is yet to be made)")
    folder.mkdir(parents=True, exist_ok=True)
    with sole_writer(folder):
        before = read_state(folder / STATE)
        _check_removals(before, agendas, now, confirmed=confirmed)
        revised = revise(before.revisions, agendas, now)
        history = continued(before.history, before.revisions, revised)
        masthead = replace(masthead, languages=languages)
        publication = Publication(
            agendas, revised, public_url, masthead=masthead, source=KeptHistory(history)
        )
        # A vanished event may come back, and then goes on from the revision that it had.
        revisions = {**before.revisions, **publication.revisions}
        site = SiteExport(publication, now, languages)
        files = frozenset(site.names())
        _check_folders(folder, before.files | files)
        _check(folder, files - before.files)
        # The state is written before the files, so that after a crash each file that may be there
        # is known as ours, and no revision is given twice.
        _write(folder, STATE, encode_state(ExportState(revisions, before.files | files, history)))
        written = sum([_put(folder, name, prepared) for name, prepared in site.files()])
        removed = before.files - files
        for name in removed:
            _remove(folder, name)
        _write(folder, STATE, encode_state(ExportState(revisions, files, history)))
        for kept in {(folder / name).parent for name in files}:
            sync_folder(kept)
    return Published(written, len(removed), len(files) - written)


def publish_feed(
    path: Path,
    agendas: Agendas,
    public_url: str | None,
    now: datetime,
    masthead: Masthead = NO_MASTHEAD,
    *,
    confirmed: bool = False,
) -> None:
    """Write the feed of everything into a file, with a hidden state file beside it.

    Raises `NotOurs` if something that is no file is at the path, `StateFileError`, `RemovalsHeld`
    unless removals are ``confirmed``, and OSError.
    """
    if path.exists() and not path.is_file():
        raise NotOurs(f"{path} is not a file (name one, or leave out -o to print the feed)")
    state, part = (path.with_name(f".{path.name}{suffix}") for suffix in (STATE, PART))
    with sole_writer(path.parent):
        before = read_state(state)
        _check_removals(before, agendas, now, confirmed=confirmed)
        revisions = revise(before.revisions, agendas, now)
        history = continued(before.history, before.revisions, revisions)
        kept = ExportState({**before.revisions, **revisions}, history=history)
        write_whole(state, encode_state(kept), part)
        publication = Publication(agendas, revisions, public_url, masthead=masthead)
        write_whole(path, calendar_feed(publication), part)
        sync_folder(path.parent)


class SiteExport:
    """The files of a publication: assets first and the front page last.

    A reader who comes while they are written thus finds what a page needs.
    """

    def __init__(self, publication: Publication, now: datetime, languages: tuple[str, ...]) -> None:
        assets = load_assets()
        self._languages = [AskedLanguage(code, folder_of(code)) for code in languages]
        self._publication = publication
        self._now = now
        self._fixed = assets.resources
        self._table = FeedTable(publication, {})
        self._pages = Pages(assets.paths, languages)
        self._address = Address(publication.public_url or "")

    def names(self) -> Iterator[str]:
        """Yield the name of each file."""
        yield from (path.removeprefix("/") for path in self._fixed)
        for asked in self._languages:
            yield from (f"{asked.folder}{path}"[1:] for path in self._names_in_a_language())
        yield MISSING

    def _names_in_a_language(self) -> Iterator[str]:
        yield from self._table.paths()
        there = self._publication
        yield from (f"/events/{name}.html" for name in (*there.by_name, *there.by_former_name))
        yield from ("/changes.html", "/diary.txt", "/diary.html", "/index.html")

    def files(self) -> Iterator[tuple[str, PreparedResource]]:
        """Yield the name of each file, and the resource that the server has at its address."""
        for path, prepared in self._fixed.items():
            yield path.removeprefix("/"), prepared
        # The page is shown at addresses of any depth, so its links begin at the root of the host.
        root = PagePath("", ENGLISH.code, f"{urlsplit(self._address.url).path}/")
        missing = self._pages.missing(self._publication, self._address, root)
        yield MISSING, prepare_page(missing)
        for asked in reversed(self._languages):
            for path, prepared in self._files_in(asked):
                yield f"{asked.folder}{path}"[1:], prepared

    def _files_in(self, asked: AskedLanguage) -> Iterator[tuple[str, PreparedResource]]:
        for path in self._table.paths():
            feed = self._table.find(f"{asked.folder}{path}")
            if feed is not None:
                yield path, self._table.make(feed)
        shown, now, pages = (self._publication, self._address), self._now, self._pages
        for name, event in self._publication.by_name.items():
            yield f"/events/{name}.html", prepare_page(pages.event(event, *shown, now, asked))
        for name, event in self._publication.by_former_name.items():
            yield f"/events/{name}.html", prepare_page(pages.moved(event, name, *shown, asked))
        yield "/changes.html", prepare_page(pages.changes(*shown, now, asked))
        # Without a query there is no more than the whole of it.
        diary = whole_diary(self._publication, now, asked)
        yield "/diary.txt", prepare_text(text_of_diary(diary, *shown, now))
        yield "/diary.html", prepare_page(pages.whole_diary(diary, *shown))
        yield "/index.html", prepare_page(pages.agenda(*shown, now, asked))


def _check_removals(
    before: ExportState, agendas: Agendas, now: datetime, *, confirmed: bool
) -> None:
    held = None if confirmed else held_removals(before.revisions, agendas, now, ())
    if held:
        raise held


def _check_folders(folder: Path, names: Collection[str]) -> None:
    """See that nothing is written or removed behind a link, in a folder that is somebody else's."""
    for below in sorted({parent for name in names for parent in PurePosixPath(name).parents}):
        if below.name and (folder / below).is_symlink():
            mend = "remove the link, or publish into another folder"
            raise NotOurs(f"{folder / below} is a link to a folder, and is not written to ({mend})")


def _check(folder: Path, new: Collection[str]) -> None:
    for name in sorted(new):
        for path in (folder / name, folder / f"{name}{PACKED}"):
            if path.is_symlink() or path.exists():
                mend = "publish into an empty folder, or move the file away"
                raise NotOurs(f"{path} was not written by podium publish ({mend})")


def _put(folder: Path, name: str, prepared: PreparedResource) -> bool:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    written = _write(folder, name, prepared.plain.whole.body)
    if prepared.gzipped:
        _write(folder, f"{name}{PACKED}", prepared.gzipped.whole.body)
    else:
        (folder / f"{name}{PACKED}").unlink(missing_ok=True)
    return written


def _write(folder: Path, name: str, content: bytes) -> bool:
    return write_whole(folder / name, content, folder / PART)


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    for each in (path, folder / f"{name}{PACKED}"):
        each.unlink(missing_ok=True)
    # A folder in which somebody keeps a file of their own is not empty, and stays.
    with suppress(OSError):
        for above in PurePosixPath(name).parents:
            if above.name:
                (folder / above).rmdir()
