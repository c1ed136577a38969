"""Everything that Telegram knows: the bot, users, chats, updates; and what others do there."""

import itertools
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.telegram_server.chats import Chat, ChatType, Membership, Post, Room, User
from tests.telegram_server.commands import Command, Scope
from tests.telegram_server.http.parameters import Upload
from tests.telegram_server.refusals import RefusedError, bad_request, too_many_requests
from tests.telegram_server.texts.markup import Entity, utf16_length
from tests.telegram_server.updates import UpdateQueue

FLOOD_POSTS = 20
FLOOD_WINDOW = timedelta(minutes=1)
_CHANNEL_ID_BASE = -1_000_000_000_000
# No group has a number that a channel could have without its -100.
_GROUP_ID_BASE = 1_200_000_000
_COMMAND = re.compile(r"(?<![\w/<>])/(\w{1,64})(?:@(\w{3,32}))?(?![\w/<>@])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Toast:
    """What whoever pressed a button is shown for a moment, or has to close if it is an alert."""

    text: str = ""
    is_alert: bool = False


class World:
    """Telegram as this one bot sees it."""

    def __init__(self, bot: User, now: Callable[[], datetime]) -> None:
        self.bot = bot
        self.now = now
        self.users: dict[int, User] = {}
        self.rooms: dict[int, Room] = {}
        self.updates = UpdateQueue()
        self.commands: dict[tuple[Scope, str], tuple[Command, ...]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.presses: dict[str, Toast | None] = {}
        """How the bot answered each press of a button, by the number of the query."""
        self.last_press: dict[str, object] = {}
        self.flood_limits = False
        """Whether groups and channels take only 20 messages a minute."""
        self._recent: dict[int, deque[datetime]] = {}
        self._ids = itertools.count(1_700_000_001)
        self._account_message_ids = itertools.count(1)

    def add_user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def new_user_id(self) -> int:
        return next(self._ids)

    def add_room(
        self,
        kind: ChatType,
        title: str,
        *,
        username: str | None = None,
        is_forum: bool = False,
        bot: Membership,
    ) -> Room:
        """Create a group, supergroup or channel.

        Supergroups and channels count their own messages, beginning with the service message
        about their creation; groups and private chats share the bot's one counter.
        """
        number = next(self._ids)
        own = kind in ("supergroup", "channel")
        chat = Chat(
            (_CHANNEL_ID_BASE if own else _GROUP_ID_BASE) - number, kind, title, username, is_forum
        )
        ids = itertools.count(2) if own else self._account_message_ids
        return self._keep(Room(chat, bot, ids))

    def private_room(self, user: User) -> Room:
        """The chat with a user, opened by the user's first message."""
        if user.id not in self.rooms:
            chat = Chat(user.id, "private", user.first_name, user.username)
            self._keep(Room(chat, Membership("member"), self._account_message_ids))
        return self.rooms[user.id]

    def resolve(self, chat_id: str) -> int | None:
        """The number of a chat that is given by number or @username."""
        if chat_id.startswith("@"):
            name = chat_id[1:].lower()
            for room in self.rooms.values():
                username = room.chat.username or ""
                if username.lower() == name and room.chat.type != "private":
                    return room.chat.id
            return None
        return int(chat_id) if re.fullmatch(r"-?\d+", chat_id) else None

    def room(self, chat_id: str) -> Room:
        """The chat of a call, or Telegram's refusal."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        number = self.resolve(chat_id)
        if number not in self.rooms:
            raise bad_request("chat not found")
        return self.rooms[number]

    def check_flood(self, room: Room) -> None:
        """Count one post against the limit of groups and channels."""
        if not self.flood_limits or room.chat.type == "private":
            return
        now = self.now()
        recent = self._recent.setdefault(room.chat.id, deque())
        while recent and recent[0] <= now - FLOOD_WINDOW:
            recent.popleft()
        if len(recent) >= FLOOD_POSTS:
            wait = recent[0] + FLOOD_WINDOW - now
            raise RefusedError(too_many_requests(max(1, int(wait.total_seconds()) + 1)))
        recent.append(now)

    def write(
        self,
        room: Room,
        text: str,
        author: User | None,
        reply_to: int | None = None,
        thread_id: int | None = None,
        document: Upload | None = None,
        forwarded_from: tuple[int, int] | None = None,
    ) -> Post:
        """Somebody else writes a message; the bot gets an update if Telegram would send one."""
        entities = command_entities(text)
        post = room.add(
            Post(
                chat_id=room.chat.id,
                message_id=room.next_message_id(),
                author=author,
                from_bot=False,
                text=text,
                entities=entities,
                html=text,
                at=self.now(),
                received_at=datetime.now(UTC),
                reply_to=reply_to,
                thread_id=thread_id,
                document=document,
                forwarded_from=forwarded_from,
            )
        )
        if self._is_for_the_bot(room, post):
            kind = "channel_post" if room.chat.type == "channel" else "message"
            self.updates.put(kind, self.message_json(post))
        return post

    def press(self, post: Post, user: User, data: str, *, is_old: bool) -> str:
        """Somebody presses a button with data; returns the number of the query.

        Of a message that is old Telegram tells no more than its number (InaccessibleMessage).
        """
        query_id = str(next(self._ids))
        self.presses[query_id] = None
        message = self.message_json(post)
        if post.reply_markup:
            message["reply_markup"] = json.loads(post.reply_markup)
        if is_old:
            message = {"chat": message["chat"], "message_id": post.message_id, "date": 0}
        body: dict[str, object] = {
            "id": query_id,
            "from": user.to_json(),
            "message": message,
            "chat_instance": str(post.chat_id),
            "data": data,
        }
        self.last_press = body
        self.updates.put("callback_query", body)
        return query_id

    def change_bot(self, room: Room, bot: Membership, by: User) -> None:
        """Somebody promotes, restricts, removes or blocks the bot; the bot is told."""
        old, room.bot = room.bot, bot
        if old == bot:
            return
        body: dict[str, object] = {
            "chat": room.chat.to_json(),
            "from": by.to_json(),
            "date": int(self.now().timestamp()),
            "old_chat_member": old.to_json(self.bot),
            "new_chat_member": bot.to_json(self.bot),
        }
        self.updates.put("my_chat_member", body)

    def delete_as_other(self, post: Post, *, noticed: bool) -> None:
        """Somebody else deletes a message; no bot is told."""
        room = self.rooms[post.chat_id]
        room.add(replace(post, deleted_at=self.now(), known_deleted=noticed))

    def upgrade(self, room: Room) -> Room:
        """A group becomes a supergroup, with a new id; a service message in each tells of it."""
        new = self.add_room("supergroup", room.chat.title, bot=room.bot)
        new.administrators |= room.administrators
        told = (
            (room, {"migrate_to_chat_id": new.chat.id}),
            (new, {"migrate_from_chat_id": room.chat.id}),
        )
        for each, what in told:
            message: dict[str, object] = {
                "message_id": each.next_message_id(),
                "date": int(self.now().timestamp()),
                "chat": each.chat.to_json(),
                **what,
            }
            self.updates.put("message", message)
        room.upgraded_to = new.chat.id
        return new

    def message_json(self, post: Post, *, with_reply: bool = True) -> dict[str, object]:
        """A post as the Bot API's Message."""
        room = self.rooms[post.chat_id]
        fields: dict[str, object] = {
            "message_id": post.message_id,
            "date": int(post.at.timestamp()),
            "chat": room.chat.to_json(),
            "text": post.text,
        }
        if room.chat.type == "channel":
            fields["sender_chat"] = room.chat.to_json()
        if post.author is not None:
            fields["from"] = post.author.to_json()
        if post.entities:
            fields["entities"] = [entity.to_json() for entity in post.entities]
        if post.has_caption:
            fields |= _captioned(post, fields.pop("text"), fields.pop("entities", None))
        if post.edited_at is not None:
            fields["edit_date"] = int(post.edited_at.timestamp())
        if post.thread_id is not None:
            fields["message_thread_id"] = post.thread_id
            # Comments on a channel's post are a thread, too, but no topic.
            if post.thread_id in room.topics:
                fields["is_topic_message"] = True
        original = room.posts.get(post.reply_to) if post.reply_to else None
        if original is not None and with_reply:
            fields["reply_to_message"] = self.message_json(original, with_reply=False)
        if post.forwarded_from is not None:
            fields["forward_origin"] = self._origin(*post.forwarded_from)
        return fields

    def file(self, file_id: str) -> Upload | None:
        """The file of a message, by the number that its update has."""
        chat_id, _, message_id = file_id.rpartition("-")
        room = self.rooms.get(int(chat_id)) if re.fullmatch(r"-?\d+", chat_id) else None
        post = room.posts.get(int(message_id)) if room and message_id.isdecimal() else None
        return post.document if post else None

    def _keep(self, room: Room) -> Room:
        self.rooms[room.chat.id] = room
        return room

    def _is_for_the_bot(self, room: Room, post: Post) -> bool:
        """Privacy mode: in groups, bots that are no administrators see what is meant for them."""
        if room.bot.status in ("left", "kicked"):
            return False
        if room.chat.type in ("private", "channel") or room.bot.status == "administrator":
            return True
        name = f"@{self.bot.username}".lower()
        original = room.posts.get(post.reply_to) if post.reply_to else None
        addressed = [match[2] for match in _COMMAND.finditer(post.text)]
        return (
            any(bot is None or f"@{bot}".lower() == name for bot in addressed)
            or name in post.text.lower()
            or (original is not None and original.from_bot)
        )

    def _origin(self, chat_id: int, message_id: int) -> dict[str, object]:
        original = self.rooms[chat_id].posts[message_id]
        origin: dict[str, object] = {"date": int(original.at.timestamp())}
        if original.author is None:
            chat = self.rooms[chat_id].chat.to_json()
            return origin | {"type": "channel", "chat": chat, "message_id": message_id}
        return origin | {"type": "user", "sender_user": original.author.to_json()}


def _captioned(post: Post, text: object, entities: object) -> dict[str, object]:
    """A post's text as a caption, with the file above it."""
    file = f"{post.chat_id}-{post.message_id}"
    fields = {"caption": text} | ({"caption_entities": entities} if entities else {})
    if post.document is not None:
        return fields | {
            "document": {
                "file_id": file,
                "file_unique_id": file,
                "file_name": post.document.name,
                **({"file_size": len(post.document.content)} if post.document.tells_size else {}),
            }
        }
    size = {"file_id": file, "file_unique_id": file, "width": 1280, "height": 720}
    return fields | {"photo": [size]}


def command_entities(text: str) -> tuple[Entity, ...]:
    """The bot_command entities that Telegram finds in a text."""
    return tuple(
        Entity("bot_command", utf16_length(text[: match.start()]), utf16_length(match[0]))
        for match in _COMMAND.finditer(text)
    )
