"""A topic as text: the same for whoever follows the same, so that it can be told by its key."""

import json
from hashlib import blake2s

from bot.planning.following import Topic
from events.queries import Filter

_FIELDS = ("kinds", "parties", "cities", "tags")


def topic_to_json(topic: Topic) -> str:
    """Write a topic, always in the same order."""
    words = {name: sorted(getattr(topic.wanted, name)) for name in _FIELDS}
    whole = {"uid": topic.uid, "agenda": topic.agenda, "words": list(topic.words), **words}
    given = {name: value for name, value in whole.items() if value}
    return json.dumps(given, ensure_ascii=False, sort_keys=True)


def topic_from_json(text: str) -> Topic:
    """Read a topic. Raises ValueError, KeyError, TypeError or AttributeError."""
    given = json.loads(text)
    fields = {name: frozenset(map(str, given.get(name, ()))) for name in _FIELDS}
    words = tuple(map(str, given.get("words", ())))
    return Topic(given.get("uid"), given.get("agenda"), Filter(**fields), words)


def key_of_topic(topic: Topic) -> str:
    """Return the name of a topic behind a button."""
    return blake2s(topic_to_json(topic).encode(), digest_size=8).hexdigest()
