"""Which event somebody means by a name: its id, agenda/id, or a name that it had before."""

from collections.abc import Iterable, Iterator, Mapping

from events.errors import Refusal
from events.model import Event
from events.revisions import Revision, Revisions
from events.text import nearest_word, quoted

MOST_NAMED = 10


def named_event(text: str, revisions: Revisions) -> str:
    """Return the UID of the event that is meant. A name that it has goes before those it had.

    Raises `Refusal` if no event is known by the name, or several are.
    """
    present, former = _by_name(revisions.values())
    for known in (present, former):
        if uids := known.get(text):
            found = {_last(uid, revisions): None for uid in uids}
            if len(found) == 1:
                return next(iter(found))
            names = [_written(revisions[uid].event) for uid in found]
            more = len(names) - MOST_NAMED
            listed = ", ".join(sorted(names)[:MOST_NAMED]) + (
                f" and {more} more" if more > 0 else ""
            )
            raise Refusal(f"{quoted(text)} is the id of several events", f"write one of {listed}")
    what = f"no event {quoted(text)} was ever published"
    meant = nearest_word(text, [*present, *former])
    raise Refusal(what, f"did you mean {meant}?" if meant else "write its id, or agenda/id")


def _by_name(revisions: Iterable[Revision]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    present: dict[str, list[str]] = {}
    former: dict[str, list[str]] = {}
    for revision in revisions:
        event = revision.event
        names = former if revision.successor else present
        for name in _names(event.id, event.agenda):
            names.setdefault(name, []).append(event.uid)
        for had in event.formerly:
            for name in _names(*had.split(".", 1)):
                former.setdefault(name, []).append(event.uid)
    return present, former


def _names(id_: str, agenda: str) -> Iterator[str]:
    yield from (id_, f"{agenda}/{id_}", f"{id_}.{agenda}")


def _last(uid: str, revisions: Mapping[str, Revision]) -> str:
    """Return the UID of the event that has come in the place of one, however often that was."""
    seen = {uid}
    while (its := revisions[uid].successor) and its in revisions and its not in seen:
        seen.add(uid := its)
    return uid


def _written(event: Event) -> str:
    return f"{event.agenda}/{event.id}"
