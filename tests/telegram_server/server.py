"""A Telegram Bot API server on the loopback interface, for tests.

It answers over real HTTP as Telegram does, keeps a journal of what each chat really holds, and goes
wrong on demand. Use it in the loop of the test:

    async with TelegramServer() as telegram:
        channel = telegram.add_channel("@talks")
        ...  # Bot(telegram.token, base_url=telegram.bot_url)
        assert [post.text for post in telegram.posts(channel)] == ["Talks begin"]

or as a process of its own that outlives the bot: `python -m tests.telegram_server` (control.py
lists the requests that then steer it).

**Modelled**, from the Bot API documentation, the sources of tdlib and telegram-bot-api, and their
issues where cited:

- getMe, getUpdates, deleteWebhook, getWebhookInfo, sendMessage, editMessageText, deleteMessage,
  forwardMessage, sendDocument of a file in the request, getFile, answerCallbackQuery,
  sendChatAction, getChat, getChatMember, set/get/deleteMyCommands, set/getMyDescription,
  set/getMyShortDescription; parameters in the query, as form, multipart or JSON; method names in
  any case; other methods 404, a wrong token 401, a malformed one 404;
- HTML and explicit entities, trimming, the limit of 4096 characters, keyboards and their links,
  silent posts, replies, topics, @usernames;
- channels, supergroups and groups with the bot as administrator, member, restricted, gone or thrown
  out; groups that became supergroups, or were deleted; topics that were closed or deleted;
  comments; @usernames that change hands; private chats, opened by the user and perhaps blocked;
- message ids that grow by one in each channel and supergroup, and in all other chats together;
- the 48 hours in which bots may delete; that a post which a person deleted in a channel stays known
  to the Bot API server (methods.forward_message);
- long polling: confirming by offset, limit, allowed_updates, the 409 that ends the older of two
  long polls, the 401 that ends one when the token is revoked; privacy mode in groups;
- the limit of 20 messages a minute in a group or channel, if `flood_limits` is set;
- any fault on request (faults.py), a refused connection (`go_down`), a revoked token.

**Not modelled**: webhooks, Markdown, other media, inline queries, pins, reactions,
copying, forwardMessages and its kin, replies to other chats, reply_to_message_id (give
reply_parameters), links and mentions that Telegram finds by itself in sent texts, the normal form
of URLs, the merging of overlapping entities, the limits of 30 messages a second and one a second in
a chat, the slowing of repeated polls, the expiry of updates after 24 hours.
"""

import asyncio
import secrets
import string
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from tests.patience import PATIENCE
from tests.telegram_server.chats import (
    CHANNEL_RIGHTS,
    GENERAL_TOPIC,
    GROUP_RIGHTS,
    Chat,
    ChatType,
    Membership,
    Post,
    Status,
    User,
)
from tests.telegram_server.faults import Effect, Fault
from tests.telegram_server.http.api import BotApi, Call
from tests.telegram_server.http.parameters import Upload
from tests.telegram_server.http.wire import Cut, Handler, Listener, Request, Response
from tests.telegram_server.world import Toast, World

_LOOK_AGAIN_SECONDS = 0.01
_OWNER = User(1, "Owner")


class TelegramServer:
    """The server, and the hands of everybody else on Telegram.

    Everything but `start`, `stop`, `go_down`, `come_up` and `until` happens at once. Call it in the
    event loop that runs the server. A `chat` is what `add_…` gave, its number, or its "@username".
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        token: str | None = None,
        bot_username: str = "podium_test_bot",
    ) -> None:
        token = token or _new_token()
        bot_id = int(token.partition(":")[0])
        self.bot = User(bot_id, "Podium", username=bot_username, is_bot=True)
        self.port = 0
        self._world = World(self.bot, now)
        self._api = BotApi(token, self._world)
        self._listener = Listener(self._handle)
        self._control: Handler | None = None

    # The server itself

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1, on a free port if none is given."""
        self.port = await self._listener.open(port)

    async def stop(self) -> None:
        await self._listener.close(for_good=True)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    @property
    def token(self) -> str:
        return self._api.token

    @property
    def url(self) -> str:
        """The server's root, as in https://api.telegram.org."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def bot_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.url}/bot"

    def steer_with(self, control: Handler) -> None:
        """Let this handler answer what is asked under /control/."""
        self._control = control

    async def until(self, condition: Callable[[], bool], timeout_seconds: float = PATIENCE) -> None:
        """Wait for a condition, here or in the bot under test; raises TimeoutError."""
        async with asyncio.timeout(timeout_seconds):
            while not condition():  # noqa: ASYNC110  (it may be about anything, also elsewhere)
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)

    # Chats and people

    def add_channel(
        self,
        username: str | None = None,
        title: str = "Channel",
        *,
        bot_is_admin: bool = True,
        rights: frozenset[str] = CHANNEL_RIGHTS,
    ) -> Chat:
        """Create a channel; private without a username. No administrator: not in the channel."""
        bot = Membership("administrator", rights) if bot_is_admin else Membership("left")
        name = username.removeprefix("@") if username else None
        return self._world.add_room("channel", title, username=name, bot=bot).chat

    def add_group(
        self,
        title: str = "Group",
        *,
        username: str | None = None,
        is_super: bool = True,
        is_forum: bool = False,
        bot_is_admin: bool = False,
    ) -> Chat:
        """Create a supergroup, or an old-style group, with the bot in it."""
        bot = Membership("administrator", GROUP_RIGHTS) if bot_is_admin else Membership("member")
        name = username.removeprefix("@") if username else None
        kind: ChatType = "supergroup" if is_super else "group"
        room = self._world.add_room(kind, title, username=name, is_forum=is_forum, bot=bot)
        return room.chat

    def add_topic(self, chat: Chat | int | str, name: str) -> int:
        """Open a topic in a forum; returns its message_thread_id."""
        room = self._world.room(_reference(chat))
        thread_id = room.next_message_id()
        room.topics[thread_id] = name
        return thread_id

    def close_topic(self, chat: Chat | int | str, thread_id: int = GENERAL_TOPIC) -> None:
        """Close a topic of a forum to all but administrators who may manage topics."""
        self._world.room(_reference(chat)).closed_topics.add(thread_id)

    def reopen_topic(self, chat: Chat | int | str, thread_id: int = GENERAL_TOPIC) -> None:
        """Open a closed topic again."""
        self._world.room(_reference(chat)).closed_topics.discard(thread_id)

    def delete_topic(self, chat: Chat | int | str, thread_id: int) -> None:
        """Delete a topic: its thread is not found any more."""
        del self._world.room(_reference(chat)).topics[thread_id]

    def delete_chat(self, chat: Chat | int | str) -> None:
        """Delete a group, supergroup or channel."""
        self._world.room(_reference(chat)).is_deleted = True

    def rename(self, chat: Chat | int | str, username: str | None) -> None:
        """Give a chat another @username, or none: its number stays, the old name is free."""
        room = self._world.room(_reference(chat))
        name = username.removeprefix("@") if username else None
        room.chat = replace(room.chat, username=name)

    def add_user(
        self,
        first_name: str,
        *,
        username: str | None = None,
        language_code: str | None = "en",
    ) -> User:
        """Create a person. The bot cannot write to them before they `say` something to it."""
        user_id = self._world.new_user_id()
        return self._world.add_user(User(user_id, first_name, username, language_code))

    def set_bot(
        self,
        chat: Chat | User | int | str,
        status: Status,
        rights: frozenset[str] = frozenset(),
        *,
        by: User | None = None,
    ) -> None:
        """Make the bot this in a chat; "kicked" in a private chat is a bot that is blocked."""
        room = self._world.room(_reference(chat))
        by = by or self._world.users.get(room.chat.id, _OWNER)
        self._world.change_bot(room, Membership(status, rights), by)

    def make_administrator(self, chat: Chat | int | str, user: User) -> None:
        """Make a person an administrator of a group."""
        self._world.room(_reference(chat)).administrators.add(user.id)

    def upgrade(self, chat: Chat | int | str) -> Chat:
        """Turn a group into a supergroup; its old id answers with migrate_to_chat_id."""
        return self._world.upgrade(self._world.room(_reference(chat))).chat

    # What others do

    def say(
        self,
        user: User,
        text: str,
        *,
        chat: Chat | int | str | None = None,
        reply_to: int | None = None,
        thread_id: int | None = None,
        document: Upload | None = None,
        forwarded: Post | None = None,
    ) -> Post:
        """A person writes to the bot, or into a group.

        The thread is a topic of a forum, or the comments on a channel's post in a group, which
        are known by the id of the message that they are about. With a document the text is its
        caption.
        """
        world = self._world
        room = world.private_room(user) if chat is None else world.room(_reference(chat))
        origin = (forwarded.chat_id, forwarded.message_id) if forwarded else None
        return world.write(room, text, user, reply_to, thread_id, document, origin)

    def forward(self, user: User, post: Post, *, chat: Chat | int | str | None = None) -> Post:
        """A person forwards a message to the bot, or into a group."""
        return self.say(user, post.text, chat=chat, document=post.document, forwarded=post)

    def press(
        self, user: User, post: Post, label: str, *, data: str | None = None, is_old: bool = False
    ) -> str:
        """A person presses a button of a message; returns the number of the query.

        `data` is what a button of an earlier version of the message had; `is_old` is for a message
        of which Telegram tells the bot no more than the number.
        """
        if data is None:
            data = dict(post.buttons)[label]
        return self._world.press(post, user, data, is_old=is_old)

    @property
    def last_press(self) -> dict[str, object]:
        """The body of the update that told of the last press."""
        return self._world.last_press

    def toast(self, query_id: str) -> Toast | None:
        """What the person who pressed a button was shown; None as long as they wait."""
        return self._world.presses[query_id]

    def redeliver(self) -> None:
        """Deliver all that is pending twice, as Telegram may."""
        self._world.updates.repeat()

    def forget_updates(self) -> None:
        """Forget all that is pending, as Telegram does after 24 hours."""
        self._world.updates.drop()

    def send_update(self, kind: str, body: dict[str, object]) -> None:
        """Queue an update as it is given, whether or not anybody could read it."""
        self._world.updates.put(kind, body)

    def publish(
        self,
        chat: Chat | int | str,
        text: str,
        *,
        document: Upload | None = None,
        reply_to: int | None = None,
        forwarded: Post | None = None,
    ) -> Post:
        """Another administrator posts in a channel: the message ids move on."""
        room = self._world.room(_reference(chat))
        origin = (forwarded.chat_id, forwarded.message_id) if forwarded else None
        return self._world.write(room, text, None, reply_to, None, document, origin)

    def delete(self, chat: Chat | int | str, message_id: int, *, noticed: bool = False) -> None:
        """A person deletes a message.

        The Bot API server does not hear of it in a channel (see methods.forward_message);
        `noticed` is for one that was restarted since and has forgotten everything.
        """
        room = self._world.room(_reference(chat))
        noticed = noticed or room.chat.type != "channel"
        self._world.delete_as_other(room.posts[message_id], noticed=noticed)

    # What there is

    def posts(self, chat: Chat | User | int | str) -> tuple[Post, ...]:
        """The journal of a chat: every message ever, by its id, whoever wrote it."""
        number = self._world.resolve(_reference(chat))
        room = self._world.rooms.get(number) if number is not None else None
        return tuple(room.posts.values()) if room else ()

    def pinned(self, chat: Chat | User | int | str) -> int | None:
        """The message that was pinned in a chat last."""
        number = self._world.resolve(_reference(chat))
        return self._world.rooms[number].pinned if number is not None else None

    @property
    def requests(self) -> tuple[Call, ...]:
        """Every call with the right token, oldest first; long polls too."""
        return tuple(self._api.calls)

    @property
    def users(self) -> Mapping[int, User]:
        return self._world.users

    def calls(self, method: str) -> tuple[Call, ...]:
        """The calls of one method, oldest first."""
        return tuple(item for item in self.requests if item.method == method.lower())

    def commands(self, language_code: str = "", scope: str = "default") -> dict[str, str]:
        """The menu for a language and a whole scope: name to description."""
        for (where, language), commands in self._world.commands.items():
            if (where.type, where.chat_id, language) == (scope, "", language_code):
                return {command.name: command.description for command in commands}
        return {}

    @property
    def pending_updates(self) -> int:
        return self._world.updates.pending

    @property
    def is_polled(self) -> bool:
        """Whether a long poll is waiting now."""
        return self._world.updates.is_polled

    # What goes wrong

    def fail(
        self,
        effect: Effect,
        *,
        method: str | None = None,
        chat: Chat | User | int | str | None = None,
        times: int = 1,
        delivered: bool = False,
    ) -> None:
        """Let the next calls of a method, or in a chat, go wrong.

        `delivered`: the call is carried out first, and only its answer is lost. Faults meet calls
        in the order of injection; each call meets at most one.
        """
        number = self._world.resolve(_reference(chat)) if chat is not None else None
        if chat is not None and number is None:
            raise LookupError(f"no such chat: {chat}")
        name = method.lower() if method else None
        self._api.faults.add(Fault(effect, name, number, times, delivered))

    def heal(self) -> None:
        """Forget the faults that have not happened yet, and let go of held calls."""
        self._api.faults.clear()
        self._api.faults.release()

    def release(self) -> None:
        """Let go of every call that a Hold holds now."""
        self._api.faults.release()

    @property
    def held(self) -> int:
        """How many calls a Hold holds now."""
        return self._api.faults.held

    @property
    def pending_faults(self) -> tuple[Fault, ...]:
        return self._api.faults.pending

    @property
    def flood_limits(self) -> bool:
        """Whether groups and channels take only 20 messages a minute, by the server's clock."""
        return self._world.flood_limits

    @flood_limits.setter
    def flood_limits(self, on: bool) -> None:
        self._world.flood_limits = on

    @property
    def token_valid(self) -> bool:
        """False: revoked. Every call is answered 401, and so is the poll that waits now."""
        return self._api.token_valid

    @token_valid.setter
    def token_valid(self, valid: bool) -> None:
        if valid:
            self._api.token_valid = True
        else:
            self._api.revoke_token()

    async def go_down(self) -> None:
        """Break all connections and refuse new ones; nothing is forgotten."""
        await self._listener.close(for_good=False)

    async def come_up(self) -> None:
        """Listen again on the same port."""
        await self._listener.open(self.port)

    async def _handle(self, request: Request) -> Response | Cut:
        if self._control is not None and request.path.startswith("/control/"):
            return await self._control(request)
        return await self._api.handle(request)


def _reference(chat: Chat | User | int | str) -> str:
    return str(chat.id) if isinstance(chat, Chat | User) else str(chat)


def _new_token() -> str:
    letters = string.ascii_letters + string.digits
    return "7000000001:" + "".join(secrets.choice(letters) for _ in range(35))
