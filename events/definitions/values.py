"""Texts of the definitions → values. Each function raises `Refusal` for what it cannot take."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from events.definitions.colors import COLORS
from events.definitions.invisible import NOT_ALWAYS_SEEN, Unseen, is_unseen
from events.definitions.schema import (
    EMAIL_PATTERN,
    GEO_PATTERN,
    ID_PATTERN,
    MAX_ID,
    MAX_LINE,
    MAX_PROSE,
    PHONE_PATTERN,
    URL_PATTERN,
)
from events.errors import Refusal
from events.text import identifier, nearest_word, quoted

# An address without its scheme, or that between brackets: www.a.org, <https://a.org>, [A](a.org).
_ADDRESS_WITHIN = re.compile(
    r"(?![^/]*\.(?:jpe?g|png|gif|svg|webp|pdf|html?|docx?|ics)$)"  # the name of a file
    r"(?:\[[^\]]*\]\(|<)?(?:(https?)[:/]*)?((?:[\w-]+\.)+[a-z]{2,}(?:[:/?#][^\s<>()\[\]]*)?)[>)]?",
    re.IGNORECASE | re.ASCII,
)

_SIGNS = "%/:?#[]@!$&'()*+,;=~"  # of an address (RFC 3986 §2.2)

Word = TypeVar("Word", bound=StrEnum)
_ID = re.compile(ID_PATTERN)


def _checked(text: str, limit: int, allowed: str = "") -> str:
    text = text.strip()
    if not text:
        raise Refusal("the value is empty", "write one, or delete the line")
    if len(text) > limit:
        raise Refusal(f"{len(text)} characters are too many", f"keep it within {limit}")
    if text.isprintable() and not NOT_ALWAYS_SEEN.search(text):
        return text  # nearly always: what Python prints has no character of the kinds below
    for at, character in enumerate(text):
        # Cc, Cs, Zl, Zp: what some reader downstream would take for a line's end, or choke on.
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in allowed:
            raise Refusal(f"the control character {character!a} is refused", "delete it", at)
        if is_unseen(text, at):
            raise Unseen(text, at)
    return text


def parse_line(text: str) -> str:
    """Take a text of one line."""
    return _checked(text, MAX_LINE)


def parse_prose(text: str) -> str:
    """Take a text that may have several lines."""
    return _checked(text, MAX_PROSE, allowed="\n")


def parse_id(text: str) -> str:
    """Take an id: part of UIDs and addresses, so it is kept plain."""
    if not _ID.fullmatch(text) or len(text) > MAX_ID:
        rule = f"small letters, digits and single hyphens, {MAX_ID} at most"
        made = identifier(text, MAX_ID)
        raise Refusal(
            f"{quoted(text)} is not an id",
            f"write {made}: an id has {rule}" if made else f"use {rule}: us-russia-talks",
        )
    return text


def parse_one_of(
    known: Sequence[Word], meant: Callable[[str], str | None] = lambda _: None
) -> Callable[[str], Word]:
    """Return a function that takes one of these words of an enumeration.

    ``meant`` is the mend of a word that stands for one of them, or for something else.
    """

    written = {word.value: word for word in known}

    def take(text: str) -> Word:
        if text in written:
            return written[text]

        def mend() -> str:
            if found := meant(text):
                return found
            guess = nearest_word(text, known)
            return f"did you mean {guess}?" if guess else f"one of {', '.join(known)}"

        raise Refusal(f"unknown {type(known[0]).__name__.lower()} {quoted(text)}", mend)

    return take


def parse_name(text: str) -> tuple[str, str]:
    """Take an event's id, or agenda/id; return the agenda, which may be empty, and the id."""
    agenda, slash, id_ = text.rpartition("/")
    for part in (agenda, id_) if slash else (id_,):
        if not _ID.fullmatch(part) or len(part) > MAX_ID:
            made = identifier(id_)
            first = f"write {agenda}{slash}{made}, if that is its id" if made else "write its id"
            raise Refusal(
                f"{quoted(text)} names no event",
                f"{first}; in another agenda, agenda/id: january-2022/us-russia-talks",
            )
    return agenda, id_


def is_after(text: str) -> bool:
    """Tell whether a start is given by the event after which it is."""
    return text.startswith("after") and bool(re.match(r"after(?![^\s])", text))


def parse_after(text: str) -> tuple[str, str]:
    """Take ``after`` and the name of an event, which is returned as `parse_name` does."""
    try:
        return parse_name(text.removeprefix("after").strip())
    except Refusal:
        # Late: the patterns of announcements take longer to compile than most agendas to read.
        from events.definitions.mends.when.starts import after_a_time
        from events.definitions.mends.when.writings.announced import followed

        said = text.removeprefix("after").strip()
        other = followed(text) or (None if re.search(r"\d", said) else identifier(said, MAX_ID))
        mend = (
            "write after and an event's id, or agenda/id: after us-russia-talks, "
            "after january-2022/us-russia-talks"
        )
        if other:
            mend = f"write after {other}, if that is its id"
        elif times := after_a_time(said):
            mend = f"write not before {times}, or after and an event's id"
        raise Refusal(f"{quoted(text)} names no event", mend) from None


def parse_url(text: str) -> str:
    """Take an http or https address."""
    if len(text) > MAX_LINE:
        raise Refusal(f"{len(text)} characters are too many", f"keep it within {MAX_LINE}")
    if "@" not in text and text.isascii() and _is_address(text):
        return text  # nearly always
    if re.fullmatch(EMAIL_PATTERN, address := text.removeprefix("mailto:"), re.ASCII):
        what = f"{quoted(text)} is an e-mail address, and none of the web"
        raise Refusal(what, f"write contact: {{email: {address}}} at an event")
    if secret := re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*://)?[^/?#]*@([^/?#]*)", text):
        # The text itself is not shown: it may hold a password, which everybody would be shown.
        rest = f"{secret[1] or 'https://'}{secret[2]}{text[secret.end() :]}"
        mend = f"write {quoted(_percent_encoded(rest))}"
        raise Refusal("the address has a user or a password in it", mend)
    if not _is_address(text) and _is_address(encoded := _percent_encoded(text)):
        in_ascii = "" if text.isascii() else " in ASCII"
        raise Refusal(f"{quoted(text)} is not a web address{in_ascii}", f"write {encoded}")
    if not text.isascii():
        mend = "copy it from a browser's address bar, which percent-encodes other letters: %C3%A9"
        raise Refusal(f"{quoted(text)} is not a web address in ASCII", mend)
    if not _is_address(text):
        found = _ADDRESS_WITHIN.fullmatch(text)
        meant = f"{(found[1] or 'https').lower()}://{found[2]}" if found else ""
        mend = f"write {meant}" if _is_address(meant) else "write it as https://…"
        raise Refusal(f"{quoted(text)} is not a web address", mend)
    return text


def _percent_encoded(text: str) -> str:
    """Return an address with what is no sign of one percent-encoded, and its host in ASCII.

    As it is if the host is none, or would be another one: IDNA as of 2003 has no ß.
    """
    try:
        parts = urlsplit(text.strip())
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        is_same = host == parts.netloc or host.encode().decode("idna") == parts.netloc.lower()
    except (ValueError, UnicodeError):
        return text
    path, query, fragment = (quote(it, safe=_SIGNS) for it in parts[2:])
    return urlunsplit((parts.scheme, host, path, query, fragment)) if is_same else text


def _is_address(text: str) -> bool:
    return bool(re.fullmatch(URL_PATTERN, text)) and _has_host(text)


def parse_color(text: str) -> str:
    """Take the CSS3 name of a color."""
    if text not in COLORS:

        def mend() -> str:
            guess = nearest_word(text, COLORS)
            return f"did you mean {guess}?" if guess else "write a CSS3 color name: steelblue"

        raise Refusal(f"unknown color {quoted(text)}", mend)
    return text


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for what is not a number up to 65535
    except ValueError:
        return False
    return bool(parts.hostname)


def parse_geo(text: str) -> tuple[float, float]:
    """Take a position as latitude, longitude in degrees."""
    match = re.fullmatch(GEO_PATTERN, text, re.ASCII)
    if not match or abs(float(match[1])) > 90 or abs(float(match[2])) > 180:
        raise Refusal(
            f"{quoted(text)} is not a position",
            'write latitude and longitude in quotes: "50.8796, 4.4223"',
        )
    return float(match[1]), float(match[2])


def parse_email(text: str) -> str:
    """Take an e-mail address."""
    return _matched(text, EMAIL_PATTERN, "mailto:", "an e-mail address", "press@example.org")


def parse_phone(text: str) -> str:
    """Take a telephone number."""
    return _matched(text, PHONE_PATTERN, "tel:", "a telephone number", "+32 2 707 41 11")


def _matched(text: str, pattern: str, scheme: str, what: str, example: str) -> str:
    if re.fullmatch(pattern, text, re.ASCII) and len(text) <= MAX_LINE:
        return text
    bare = text.removeprefix(scheme).strip("<> ")
    meant = bare if re.fullmatch(pattern, bare, re.ASCII) else None
    raise Refusal(f"{quoted(text)} is not {what}", f"write {meant or f'it as {example}'}")
