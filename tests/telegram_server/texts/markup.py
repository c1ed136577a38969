"""Telegram's HTML: from marked-up text to plain text and entities.

A hand-written scanner, because Telegram's grammar is its own: names its own tags, counts offsets in
UTF-16 code units, decodes only four named character references, and complains in byte offsets.
The grammar and the complaints follow parse_html in tdlib's MessageEntity.cpp.
"""

import re
from dataclasses import asdict, dataclass, replace

from tests.telegram_server.texts.links import link_error, mentioned_user

_SPACES = " \t\r\n\0\v"
_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = {*_STYLES, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
_PLAIN = re.compile("[^<&]+")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_DATE_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_HIGHEST_UNIX_TIME = 2**31 - 1

# Of two entities over the same text, the one with the lower number comes first and is outside.
_ORDER = {"blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49}
_ORDER |= {"text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93}
_ORDER |= {"spoiler": 94, "custom_emoji": 99}


class MarkupError(Exception):
    """Telegram's complaint, without its `Bad Request: can't parse entities: `."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A Bot API MessageEntity; offset and length count UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user_id: int | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length

    def to_json(self) -> dict[str, object]:
        fields = {name: value for name, value in asdict(self).items() if value is not None}
        if self.user_id is not None:
            user = {"id": fields.pop("user_id"), "is_bot": False, "first_name": ""}
            fields["user"] = user
        return fields


@dataclass(frozen=True, slots=True)
class FormattedText:
    """What a message really says, without markup."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> FormattedText:
    """Parse a text with parse_mode HTML; raises MarkupError as Telegram would."""
    return _Scanner(source).scan()


def in_order(entities: list[Entity]) -> tuple[Entity, ...]:
    """Sort as Telegram answers: outer before inner."""
    return tuple(
        sorted(
            entities,
            key=lambda entity: (entity.offset, -entity.length, _ORDER.get(entity.type, 50)),
        )
    )


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    attributes: dict[str, str]
    begins_at: int
    """Index into the text so far."""
    offset: int
    """The same in UTF-16 code units."""


class _Scanner:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._offset = 0
        self._open: list[_Tag] = []
        self._entities: list[Entity] = []

    def scan(self) -> FormattedText:
        while self._next:
            if self._source.startswith("</", self._at):
                self._end_tag()
            elif self._next == "<":
                self._start_tag()
            else:
                run = _PLAIN.match(self._source, self._at)
                self._at = run.end() if run else self._at
                self._text += (text := run[0] if run else self._character())
                self._offset += utf16_length(text)
        if self._open:
            name = self._open[-1].name
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{name}"')
        try:
            self._text.encode()
        except UnicodeEncodeError:
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        plain = [
            replace(entity, language=None) if entity.type == "code" else entity
            for entity in self._entities
        ]
        return FormattedText(self._text, in_order(plain))

    @property
    def _next(self) -> str:
        """The next character, empty at the end."""
        return self._source[self._at : self._at + 1]

    def _take(self, until: str) -> str:
        """Everything up to the first of these characters."""
        begin = self._at
        while self._next and self._next not in until:
            self._at += 1
        return self._source[begin : self._at]

    def _skip_spaces(self) -> None:
        while self._next and self._next in _SPACES:
            self._at += 1

    def _place(self, at: int) -> str:
        return f"at byte offset {len(self._source[:at].encode())}"

    def _character(self) -> str:
        """One character of text, a character reference counting as one."""
        match = _REFERENCE.match(self._source, self._at)
        decoded = _decode(match) if match else None
        if match and decoded is not None:
            self._at = match.end()
            return decoded
        self._at += 1
        return self._source[self._at - 1]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._take(_SPACES + ">").lower()
        if not self._next:
            raise MarkupError(f"Unclosed start tag {self._place(begin)}")
        if name not in _TAGS:
            raise MarkupError(f'Unsupported start tag "{name}" {self._place(begin)}')
        attributes: dict[str, str] = {}
        self._skip_spaces()
        while self._next != ">":
            self._attribute(name, begin, attributes)
            self._skip_spaces()
        self._at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            place = self._place(begin)
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" {place}')
        self._open.append(_Tag(name, attributes, len(self._text), self._offset))

    def _attribute(self, tag: str, begin: int, attributes: dict[str, str]) -> None:
        name = self._take(_SPACES + "=>/\"'")
        if not name:
            place = self._place(begin)
            raise MarkupError(f'Empty attribute name in the tag "{tag}" {place}')
        attributes[name] = ""
        self._skip_spaces()
        if self._next and self._next != "=":
            return
        self._at += 1
        self._skip_spaces()
        if not self._next:
            raise MarkupError(f'Unclosed start tag "{tag}" {self._place(begin)}')
        attributes[name] = self._literal() if self._next in "\"'" else self._name_token()
        if not self._next:
            raise MarkupError(f"Unclosed start tag {self._place(begin)}")

    def _literal(self) -> str:
        quote = self._next
        self._at += 1
        value = ""
        while self._next and self._next != quote:
            value += self._character()
        self._at += 1
        return value

    def _name_token(self) -> str:
        begin = self._at
        while self._next.isascii() and (self._next.isalnum() or self._next in (".", "-")):
            self._at += 1
        if self._next and self._next not in _SPACES + ">":
            raise MarkupError(f"Unexpected end of name token {self._place(begin)}")
        return self._source[begin : self._at].lower()

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise MarkupError(f"Unexpected end tag {self._place(begin)}")
        self._at += 2
        name = self._take(_SPACES + ">").lower()
        self._skip_spaces()
        if self._next != ">":
            raise MarkupError(f"Unclosed end tag {self._place(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name not in ("", tag.name):
            raise MarkupError(
                f"Unmatched end tag {self._place(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        if self._offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        entity = Entity(_STYLES.get(tag.name, tag.name), tag.offset, self._offset - tag.offset)
        match tag.name:
            case "a":
                self._close_link(tag, entity)
            case "code" | "pre":
                self._close_code(tag, entity)
            case "blockquote":
                kind = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
                self._entities.append(replace(entity, type=kind))
            case "tg-emoji":
                number = tag.attributes.get("emoji-id", "")
                if not number.isdecimal() or int(number) == 0:
                    raise MarkupError("Invalid custom emoji identifier specified")
                self._entities.append(replace(entity, type="custom_emoji", custom_emoji_id=number))
            case "tg-time":
                self._close_time(tag, entity)
            case _:
                self._entities.append(entity)

    def _close_link(self, tag: _Tag, entity: Entity) -> None:
        """A link that Telegram does not like is left out without a word."""
        url = tag.attributes.get("href") or self._text[tag.begins_at :]
        user_id = mentioned_user(url)
        if user_id is not None:
            self._entities.append(replace(entity, type="text_mention", user_id=user_id))
        elif link_error(url) is None:
            self._entities.append(replace(entity, type="text_link", url=url))

    def _close_code(self, tag: _Tag, entity: Entity) -> None:
        """`<pre><code class="language-…">` is one entity, whichever of the two is outside."""
        style = tag.attributes.get("class", "")
        language = style.removeprefix("language-") if style.startswith("language-") else None
        entity = replace(entity, language=language if tag.name == "code" else None)
        last = self._entities[-1] if self._entities else None
        if last and (last.offset, last.length) == (entity.offset, entity.length):
            named = last.language or entity.language
            if {last.type, entity.type} == {"code", "pre"} and named:
                self._entities[-1] = replace(last, type="pre", language=named)
                return
        self._entities.append(entity)

    def _close_time(self, tag: _Tag, entity: Entity) -> None:
        """Without a usable Unix time the text stays and the entity is left out."""
        shape = tag.attributes.get("format", "")
        if not _DATE_TIME_FORMAT.fullmatch(shape):
            raise MarkupError("Invalid date format used")
        unix = tag.attributes.get("unix", "")
        if unix.isdecimal() and 0 < int(unix) <= _HIGHEST_UNIX_TIME:
            self._entities.append(
                replace(entity, type="date_time", unix_time=int(unix), date_time_format=shape)
            )


def _decode(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else None
