"""The state file beside a published site or feed: its revisions, kept without a database.

The state file also names the files that were written: no other file is removed or replaced.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from bot.errors import PodiumError
from bot.web.export.kept_history import Histories, KeptStatement, kept_statement
from events.definitions.schema import ID_PATTERN
from events.history import LastChange
from events.records.event_json import from_record, to_record
from events.revisions import Revision

FORMAT = 1
EVENT_NAME = re.compile(rf"{ID_PATTERN}\.{ID_PATTERN}")


class StateFileError(PodiumError):
    """A state file cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class ExportState:
    """What was published last.

    - ``files`` are paths below the folder, with slashes. Their packed twins are not named.
    - ``history`` is all that was published of each event, by UID.
    """

    revisions: Mapping[str, Revision] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    history: Histories = field(default_factory=dict)


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Keep other processes from publishing into a folder, waiting for one that does so now.

    However the process ends, the system releases the folder. Raises OSError.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def read_state(path: Path) -> ExportState:
    """Read a state file. A missing file reads as the state of nothing published.

    Raises `StateFileError` for a damaged file, and OSError.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ExportState()
    try:
        return _parse(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise StateFileError(
            f"{path} is damaged: {type(error).__name__}: {error} (nothing was written: restore the "
            "file from a backup; without it every event counts as new, and some calendars pass "
            "over its next changes)"
        ) from None


def _parse(plain: dict[str, Any]) -> ExportState:
    if plain["format"] != FORMAT:
        raise ValueError(f"format {plain['format']!r}, where {FORMAT} is known")
    revisions, history = {}, {}
    for uid, entry in plain["revisions"].items():
        created, changed = _instant(entry["created"]), _instant(entry["last_modified"])
        sequence, gone = int(entry["sequence"]), bool(entry["gone"])
        event = from_record(entry["record"])
        if event.uid != uid or not EVENT_NAME.fullmatch(event.name):
            raise TypeError(f"{uid!r} is not the event's UID")
        # The first states had no successors.
        successor = entry.get("successor")
        revision = Revision(
            sequence,
            created,
            changed,
            event,
            gone,
            successor,
            _last_change(entry.get("last_change")),
        )
        revisions[uid] = revision
        # Nor had they a history: what they have is the first that is known.
        kept = map(_statement, entry.get("history", ()))
        if successor is None:
            history[uid] = tuple(kept) or (kept_statement(revision),)
    files = frozenset(plain["files"])
    for name in files:
        if not _is_inside(name):
            raise ValueError(f"{name!r} is not a file of the folder")
    return ExportState(revisions, files, history)


def _statement(plain: dict[str, Any]) -> KeptStatement:
    return KeptStatement(
        _instant(plain["at"]),
        int(plain["sequence"]),
        str(plain["record"]),
        gone=bool(plain["gone"]),
        news=bool(plain["news"]),
    )


def _last_change(plain: dict[str, Any] | None) -> LastChange | None:
    return LastChange(_instant(plain["at"]), from_record(plain["was"])) if plain else None


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name)
    return bool(parts.parts) and not parts.is_absolute() and ".." not in parts.parts


def encode_state(state: ExportState) -> bytes:
    """Write a state as JSON, the same bytes for the same state."""
    revisions = {
        uid: _plain(revision, state.history.get(uid, ()))
        for uid, revision in sorted(state.revisions.items())
    }
    plain = {"format": FORMAT, "files": sorted(state.files), "revisions": revisions}
    return json.dumps(plain, ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(revision: Revision, history: Iterable[KeptStatement]) -> dict[str, Any]:
    change = revision.last_change
    return {
        "sequence": revision.sequence,
        "created": _written(revision.created),
        "last_modified": _written(revision.last_modified),
        "gone": revision.gone,
        "successor": revision.successor,
        "record": to_record(revision.event),
        "last_change": change and {"at": _written(change.at), "was": to_record(change.was)},
        "history": [
            {
                "at": _written(each.at),
                "sequence": each.sequence,
                "gone": each.gone,
                "news": each.news,
                "record": each.record,
            }
            for each in history
        ],
    }


def _written(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
