"""Chats, who is in them, and the journal of what each of them really holds."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from tests.telegram_server.http.parameters import Upload
from tests.telegram_server.refusals import RefusedError, bad_request, forbidden, migrated
from tests.telegram_server.texts.content import Content
from tests.telegram_server.texts.markup import Entity

ChatType = Literal["private", "group", "supergroup", "channel"]
Status = Literal["administrator", "member", "restricted", "left", "kicked"]

CHANNEL_RIGHTS = frozenset({"can_post_messages", "can_edit_messages", "can_delete_messages"})
GROUP_RIGHTS = frozenset({"can_delete_messages", "can_pin_messages"})
_ADMINISTRATOR_FIELDS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_RESTRICTED_FIELDS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
)
GENERAL_TOPIC = 1
_BOTS_DELETE_WITHIN = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    def to_json(self) -> dict[str, object]:
        fields = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat's identity. `username` has no @."""

    id: int
    type: ChatType
    title: str
    username: str | None = None
    is_forum: bool = False

    @property
    def is_super(self) -> bool:
        """Supergroups and channels number their own messages."""
        return self.type in ("supergroup", "channel")

    def to_json(self) -> dict[str, object]:
        fields: dict[str, object] = {"id": self.id, "type": self.type}
        fields["first_name" if self.type == "private" else "title"] = self.title
        if self.username:
            fields["username"] = self.username
        if self.is_forum:
            fields["is_forum"] = True
        return fields


@dataclass(frozen=True, slots=True)
class Membership:
    """What somebody is in a chat. In a private chat, "kicked" is a bot that the user blocked."""

    status: Status
    rights: frozenset[str] = frozenset()

    def to_json(self, user: User) -> dict[str, object]:
        fields: dict[str, object] = {"status": self.status, "user": user.to_json()}
        match self.status:
            case "administrator":
                fields |= dict.fromkeys(_ADMINISTRATOR_FIELDS, False) | {"can_manage_chat": True}
                fields |= dict.fromkeys(sorted(self.rights), True)
            case "restricted":
                fields |= dict.fromkeys(_RESTRICTED_FIELDS, False)
                fields |= {"is_member": True, "until_date": 0}
            case "kicked":
                fields["until_date"] = 0
        return fields


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the journal, as it stands now; deleted ones stay in the journal."""

    chat_id: int
    message_id: int
    author: User | None
    """None for a channel's own posts, whoever wrote them."""
    from_bot: bool
    text: str
    entities: tuple[Entity, ...]
    html: str
    """The text parameter as it was sent, before parsing."""
    at: datetime
    """By the server's clock, which a test may have given."""
    received_at: datetime
    """By the real clock, UTC."""
    reply_to: int | None = None
    silent: bool = False
    thread_id: int | None = None
    reply_markup: str | None = None
    link_preview_options: str | None = None
    document: Upload | None = None
    """The file of a message whose text is the file's caption."""
    photo: str | None = None
    """The address of the photo of a message whose text is the photo's caption."""
    forwarded_from: tuple[int, int] | None = None
    """Chat id and message id of the original."""
    edited_at: datetime | None = None
    earlier_texts: tuple[str, ...] = ()
    """What it said before each edit, oldest first."""
    deleted_at: datetime | None = None
    known_deleted: bool = False
    """Whether the Bot API server has noticed: of somebody else's deletion in a channel it hears
    nothing."""

    @property
    def has_caption(self) -> bool:
        return self.document is not None or self.photo is not None

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def buttons(self) -> tuple[tuple[str, str], ...]:
        """Label and URL (or callback data) of each button, row after row."""
        rows = json.loads(self.reply_markup)["inline_keyboard"] if self.reply_markup else []
        flat = itertools.chain.from_iterable(rows)
        return tuple((key["text"], key.get("url") or key.get("callback_data", "")) for key in flat)


class Room:
    """A chat with what the bot is in it and its messages."""

    def __init__(self, chat: Chat, bot: Membership, message_ids: Iterator[int]) -> None:
        self.chat = chat
        self.bot = bot
        self.posts: dict[int, Post] = {}
        self.topics: dict[int, str] = {}
        self.pinned: int | None = None
        self.closed_topics: set[int] = set()
        self.administrators: set[int] = set()
        self.is_deleted = False
        self.upgraded_to: int | None = None
        self._message_ids = message_ids

    def next_message_id(self) -> int:
        return next(self._message_ids)

    def add(self, post: Post) -> Post:
        self.posts[post.message_id] = post
        return post

    def check_readable(self) -> None:
        """Raise Telegram's refusal if the bot may not even look."""
        if self.chat.is_super and self.bot.status == "kicked":
            raise forbidden(f"bot was kicked from the {self.chat.type} chat")
        if self.chat.is_super and self.bot.status == "left" and not self.chat.username:
            raise forbidden(f"bot is not a member of the {self.chat.type} chat")

    def check_member(self) -> None:
        """Raise Telegram's refusal if the bot is not in the chat."""
        if self.chat.type == "private":
            return
        if self.upgraded_to is not None:
            raise RefusedError(migrated(self.upgraded_to))
        if self.is_deleted and self.chat.type == "group":
            raise forbidden("the group chat was deleted")
        if self.is_deleted:
            raise bad_request("chat not found")
        if self.bot.status == "kicked":
            raise forbidden(f"bot was kicked from the {self.chat.type} chat")
        if self.bot.status == "left":
            raise forbidden(f"bot is not a member of the {self.chat.type} chat")

    def check_writable(self, what: str = "text messages") -> None:
        """Raise Telegram's refusal if the bot may not post."""
        self.check_member()
        if self.chat.type == "private" and self.bot.status == "kicked":
            raise forbidden("bot was blocked by the user")
        if self.chat.type == "channel" and not self.may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        if self.bot.status == "restricted":
            raise bad_request(f"not enough rights to send {what} to the chat")

    def check_topic(self, thread_id: int | None) -> None:
        """Raise Telegram's refusal if the bot may not post in a topic, None for General."""
        if (thread_id or GENERAL_TOPIC) in self.closed_topics and not self.may("can_manage_topics"):
            raise bad_request("TOPIC_CLOSED")

    def find(self, message_id: int, what: str) -> Post:
        """The post as the Bot API server knows it: unnoticed deletions do not show here."""
        post = self.posts.get(message_id)
        unreachable = self.chat.is_super and self.bot.status == "left"
        if post is None or post.known_deleted or unreachable:
            raise bad_request(f"{what} not found")
        return post

    def edit(self, post: Post, content: Content, at: datetime) -> Post:
        """Replace a post's content, if Telegram would let the bot."""
        own = post.from_bot and not post.forwarded_from
        if self.chat.type == "channel":
            own = own and self.may("can_post_messages")
            allowed = own or (self.may("can_edit_messages") and not post.forwarded_from)
        else:
            allowed = own
        if not allowed:
            raise bad_request("message can't be edited")
        if post.deleted:
            raise bad_request("MESSAGE_ID_INVALID")
        new = replace(
            post,
            text=content.text.text,
            entities=content.text.entities,
            html=content.source,
            reply_markup=content.reply_markup,
            link_preview_options=content.link_preview_options,
            edited_at=at,
            earlier_texts=(*post.earlier_texts, post.text),
        )
        if _substance(new) == _substance(post):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        return self.add(new)

    def delete(self, post: Post, at: datetime) -> None:
        """Delete a post for the bot, if Telegram would.

        Deleting what somebody else has deleted succeeds once (tdlib/telegram-bot-api issue 94).
        """
        allowed = self.chat.type == "private" or self.may("can_delete_messages")
        if post.from_bot and (self.chat.type != "channel" or self.may("can_post_messages")):
            allowed = True
        if not allowed or at >= post.at + _BOTS_DELETE_WITHIN:
            everyone = "" if self.chat.is_super else " for everyone"
            raise bad_request(f"message can't be deleted{everyone}")
        self.add(replace(post, deleted_at=post.deleted_at or at, known_deleted=True))

    def may(self, right: str) -> bool:
        return self.bot.status == "administrator" and right in self.bot.rights


def _substance(post: Post) -> tuple[object, ...]:
    return post.text, post.entities, post.reply_markup, post.link_preview_options
