"""Which text of an event is told: its description, what is struck out, how to join a call."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from events.foreign.reading.components import Component
from events.foreign.reading.content_lines import unescaped
from events.foreign.texts.plain_text import plain, struck_out

_HTML_ADDRESS = "data:text/html,"


def described(event: Component) -> str:
    """Return the description: as HTML if what is struck out in that is not so in the plain one."""
    styled = _styled(event)
    if styled and (struck_out(styled) or not plain(event.text("DESCRIPTION"))):
        return styled
    return event.text("DESCRIPTION")


def _styled(event: Component) -> str:
    """Return the description as HTML: of its own, or as a data: address (RFC 5545 §3.2.1)."""
    line = event.line("DESCRIPTION")
    address = line.parameters.get("ALTREP", "") if line else ""
    if address.lower().startswith(_HTML_ADDRESS):
        return unquote(address[len(_HTML_ADDRESS) :])
    texts = [it for it in event.lines("STYLED-DESCRIPTION") if it.parameters.get("VALUE") != "URI"]
    return event.text("X-ALT-DESC") or next((unescaped(it.value) for it in texts), "")


def struck_texts(event: Component) -> Iterator[str]:
    """Yield what does not hold any more, for whoever edits it."""
    texts = {name: event.text(name) for name in ("SUMMARY", "LOCATION")}
    for name, text in {**texts, "DESCRIPTION": described(event)}.items():
        if text := struck_out(text):
            yield f"struck out in {name}: {text}"


def joining(event: Component) -> dict[str, str]:
    """Return where by the name of each property that says how to join a call."""
    return {
        line.name: found[0]
        for line in event.lines(*_WITH_LINKS)
        if (
            found := _JOINING.search(
                " ".join([line.value, *map(unquote, line.parameters.values())])
            )
        )
    }


_WITH_LINKS = ("DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION", "LOCATION", "URL")
_JOINING = re.compile(r"teams\.(?:microsoft|live)\.com|zoom\.us/[jw]|meet\.google\.com|webex\.com")
