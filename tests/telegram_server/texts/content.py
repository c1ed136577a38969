"""What a call wants to say: text, entities, keyboard and link preview, checked as Telegram does."""

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.telegram_server.http.parameters import Parameters
from tests.telegram_server.refusals import bad_request
from tests.telegram_server.texts.links import link_error
from tests.telegram_server.texts.markup import (
    Entity,
    FormattedText,
    MarkupError,
    in_order,
    parse_html,
    utf16_length,
)

MAX_CHARACTERS = 4096
MAX_CAPTION = 1024
_MAX_SOURCE_BYTES = 32768
_MAX_ENTITIES = 100
_MAX_CALLBACK_BYTES = 64
_DATE_TIME_HORIZON = timedelta(days=1098)
_GONE = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u030a\u0333\u033f")
_MARKS = re.compile("[\u200e\u200f]{2,}")
_FOUND_BY_TELEGRAM = {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
}
_ENTITY_TYPES = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
}
_BUTTON_KINDS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a message, before and after parsing."""

    source: str
    """The `text` parameter, letter by letter."""
    text: FormattedText
    reply_markup: str | None
    """JSON text, so that the value stays hashable."""
    link_preview_options: str | None

    @property
    def is_too_long(self) -> bool:
        return len(self.text.text) > MAX_CHARACTERS


def read_content(parameters: Parameters) -> Content:
    """Read the parameters that sendMessage and editMessageText share."""
    source = parameters.text("text")
    if not source:
        raise bad_request("message text is empty")
    if len(source.encode()) > _MAX_SOURCE_BYTES:
        raise bad_request("text is too long")
    return Content(
        source=source,
        text=_formatted(source, parameters),
        reply_markup=_reply_markup(parameters),
        link_preview_options=_link_preview_options(parameters),
    )


def read_caption(parameters: Parameters) -> Content:
    """Read the parameters of the caption of a file, which may be empty."""
    source = parameters.text("caption")
    return Content(
        source=source,
        text=_formatted(source, parameters),
        reply_markup=_reply_markup(parameters),
        link_preview_options=None,
    )


def settle(content: Content, now: datetime) -> Content:
    """Do what Telegram does last: clean, trim and judge the text.

    An entity date_time may lie 1098 days ahead and no further; Telegram says so nowhere
    (tdlib/telegram-bot-api issue 852, where 2026-05-13 plus 1098 days passed and 1099 did not).
    """
    text = _trimmed(_cleaned(content.text))
    if not text.text:
        raise bad_request("text must be non-empty")
    horizon = (now + _DATE_TIME_HORIZON).timestamp()
    if any(entity.unix_time and entity.unix_time > horizon for entity in text.entities):
        raise bad_request("ENTITY_DATE_INVALID")
    return replace(content, text=replace(text, entities=_nested(text.entities)[:_MAX_ENTITIES]))


def _formatted(source: str, parameters: Parameters) -> FormattedText:
    match parameters.text("parse_mode").lower():
        case "html":
            try:
                return parse_html(source)
            except MarkupError as error:
                raise bad_request(f"can't parse entities: {error}") from None
        case "" | "none":
            return FormattedText(source, _given_entities(parameters))
        case "markdown" | "markdownv2":
            raise NotImplementedError("this Telegram server knows no Markdown")
        case _:
            raise bad_request("unsupported parse_mode")


def _given_entities(parameters: Parameters) -> tuple[Entity, ...]:
    """The `entities` parameter; Telegram takes anything but an array for none."""
    try:
        given = json.loads(parameters.text("entities") or "[]")
    except ValueError:
        given = []
    entities = [_entity(fields) for fields in given] if isinstance(given, list) else []
    return in_order([entity for entity in entities if entity is not None])


def _entity(fields: object) -> Entity | None:
    if not isinstance(fields, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind = fields.get("type")
    if kind in _FOUND_BY_TELEGRAM:
        return None
    if kind not in _ENTITY_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    for name in ("offset", "length"):
        if not isinstance(fields.get(name), int):
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    user = fields.get("user")
    return Entity(
        type=kind,
        offset=fields["offset"],
        length=fields["length"],
        url=fields.get("url"),
        user_id=user["id"] if isinstance(user, dict) else None,
        language=fields.get("language"),
        custom_emoji_id=fields.get("custom_emoji_id"),
        unix_time=fields.get("unix_time"),
        date_time_format=fields.get("date_time_format"),
    )


def _cleaned(text: FormattedText) -> FormattedText:
    """Clean a text as TDLib does (clean_input_string in td/telegram/misc.cpp).

    Control characters become spaces, but for the new line; carriage returns and some others go,
    and what entities span moves with it.
    """
    kept = "".join(" " if _is_control(each) else each for each in text.text if each not in _GONE)
    marks = _MARKS.sub(lambda run: "\u200c" * (len(run[0]) - 1) + run[0][-1], kept)
    if _GONE.isdisjoint(text.text):
        return FormattedText(marks, tuple(each for each in text.entities if each.length))
    encoded = text.text.encode("utf-16-le", "surrogatepass")

    def moved(offset: int) -> int:
        before = encoded[: 2 * offset].decode("utf-16-le", "surrogatepass")
        return offset - sum(each in _GONE for each in before)

    entities = [
        replace(each, offset=moved(each.offset), length=moved(each.end) - moved(each.offset))
        for each in text.entities
    ]
    return FormattedText(marks, tuple(each for each in entities if each.length))


def _is_control(character: str) -> bool:
    return character < " " and character != "\n"


def _trimmed(text: FormattedText) -> FormattedText:
    """Without outer white space, but with whatever stands after the first entity's start."""
    kept = text.text.rstrip()
    end = utf16_length(kept)
    entities = [
        replace(entity, length=min(entity.end, end) - entity.offset)
        for entity in text.entities
        if entity.offset < end
    ]
    leading = len(kept) - len(kept.lstrip())
    skipped = min([leading, *(entity.offset for entity in entities)])
    moved = tuple(replace(entity, offset=entity.offset - skipped) for entity in entities)
    return FormattedText(kept[skipped:], moved)


def _nested(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Code holds no entities, and a quotation no quotation."""
    kept: list[Entity] = []
    for entity in entities:
        around = {outer.type for outer in kept if outer.end >= entity.end}
        quoted = "blockquote" in entity.type and any("blockquote" in outer for outer in around)
        if not quoted and around.isdisjoint({"code", "pre"}):
            kept.append(entity)
    return tuple(kept)


def _link_preview_options(parameters: Parameters) -> str | None:
    options = parameters.json("link_preview_options", "link preview options JSON object")
    if options is None:
        disabled = parameters.boolean("disable_web_page_preview")
        return json.dumps({"is_disabled": True}) if disabled else None
    if not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    return json.dumps(options)


def _reply_markup(parameters: Parameters) -> str | None:
    markup = parameters.json("reply_markup", "reply keyboard markup JSON object")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(
                'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
            )
        for button in row:
            _check_button(button)
    return json.dumps({"inline_keyboard": rows}) if rows else None


def _check_button(button: object) -> None:
    complaint = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(complaint + "InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(complaint + 'Can\'t find field "text"')
    if not _BUTTON_KINDS & {kind for kind, value in button.items() if value != ""}:
        raise bad_request(complaint + "Text buttons are unallowed in the inline keyboard")
    url = button.get("url")
    if url and (reason := link_error(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")
    if len(str(button.get("callback_data", "")).encode()) > _MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
