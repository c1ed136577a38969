"""The Bot API methods: each takes the world and the parameters of a call, and gives its result."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from tests.telegram_server.chats import GROUP_RIGHTS, Membership, Post, Room
from tests.telegram_server.commands import read_commands, read_language, read_scope
from tests.telegram_server.http.parameters import Parameters, Upload
from tests.telegram_server.refusals import bad_request
from tests.telegram_server.texts.content import (
    MAX_CAPTION,
    Content,
    read_caption,
    read_content,
    settle,
)
from tests.telegram_server.world import Toast, World

Method = Callable[[World, Parameters], object]
_MAX_POLL_SECONDS = 50
_MAX_CALLBACK_TEXT = 200


async def call(method: Method, world: World, parameters: Parameters) -> object:
    """Carry out a method; only long polls really wait."""
    result = method(world, parameters)
    return await result if isinstance(result, Awaitable) else result


async def get_updates(world: World, parameters: Parameters) -> object:
    if "allowed_updates" in parameters.values:
        kinds = parameters.json("allowed_updates", "allowed_updates JSON object")
        world.updates.allow(frozenset(kinds) if isinstance(kinds, list) else frozenset())
    updates = await world.updates.poll(
        offset=parameters.integer("offset"),
        limit=parameters.integer("limit", 100, low=1, high=100),
        timeout_seconds=parameters.integer("timeout", low=0, high=_MAX_POLL_SECONDS),
    )
    return [update.to_json() for update in updates]


def get_me(world: World, _: Parameters) -> object:
    return world.bot.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def delete_webhook(world: World, parameters: Parameters) -> object:
    if parameters.boolean("drop_pending_updates"):
        world.updates.drop()
    return True


def get_webhook_info(world: World, _: Parameters) -> object:
    pending = world.updates.pending
    return {"url": "", "has_custom_certificate": False, "pending_update_count": pending}


def send_message(world: World, parameters: Parameters) -> object:
    content = read_content(parameters)
    room = world.room(parameters.text("chat_id"))
    room.check_writable()
    reply_to = _reply_to(world, room, parameters)
    thread_id = _thread(room, parameters)
    if thread_id is None and reply_to is not None:
        thread_id = room.posts[reply_to].thread_id  # a reply stands where its message does
    room.check_topic(thread_id)
    content = settle(content, world.now())
    if content.is_too_long:
        raise bad_request("message is too long")
    world.check_flood(room)
    post = room.add(
        replace(
            _new_post(world, room, parameters),
            text=content.text.text,
            entities=content.text.entities,
            html=content.source,
            reply_to=reply_to,
            thread_id=thread_id,
            reply_markup=content.reply_markup,
            link_preview_options=content.link_preview_options,
        )
    )
    return _message(world, post)


def send_document(world: World, parameters: Parameters) -> object:
    """Send a file of the request itself; one that is known by its id or URL is not modelled."""
    content = read_caption(parameters)
    room = world.room(parameters.text("chat_id"))
    room.check_writable()
    document = parameters.files.get(parameters.text("document").removeprefix("attach://"))
    document = document or parameters.files.get("document")
    if document is None:
        raise bad_request("there is no document in the request")
    if not document.content:
        raise bad_request("file must be non-empty")
    return _send_captioned(world, room, parameters, content, document=document)


def send_photo(world: World, parameters: Parameters) -> object:
    """Send a photo that is known by its URL, which Telegram is taken to have fetched."""
    content = read_caption(parameters)
    room = world.room(parameters.text("chat_id"))
    room.check_writable("photos")
    photo = parameters.text("photo")
    if not photo:
        raise bad_request("there is no photo in the request")
    if not photo.startswith(("http://", "https://")):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return _send_captioned(world, room, parameters, content, photo=photo)


def _send_captioned(
    world: World,
    room: Room,
    parameters: Parameters,
    content: Content,
    *,
    document: Upload | None = None,
    photo: str | None = None,
) -> object:
    reply_to = _reply_to(world, room, parameters)
    thread_id = _thread(room, parameters)
    if thread_id is None and reply_to is not None:
        thread_id = room.posts[reply_to].thread_id
    room.check_topic(thread_id)
    content = _settled_caption(world, content)
    world.check_flood(room)
    post = room.add(
        replace(
            _new_post(world, room, parameters),
            text=content.text.text,
            entities=content.text.entities,
            html=content.source,
            reply_to=reply_to,
            thread_id=thread_id,
            reply_markup=content.reply_markup,
            document=document,
            photo=photo,
        )
    )
    return _message(world, post)


def _settled_caption(world: World, content: Content) -> Content:
    if len(content.text.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return settle(content, world.now()) if content.source else content


def answer_callback_query(world: World, parameters: Parameters) -> object:
    query_id = parameters.text("callback_query_id")
    if query_id not in world.presses:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(parameters.text("text")) > _MAX_CALLBACK_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    world.presses[query_id] = Toast(parameters.text("text"), parameters.boolean("show_alert"))
    return True


def pin_chat_message(world: World, parameters: Parameters) -> object:
    """Pin a message: in a channel, who may edit messages may pin them."""
    room = world.room(parameters.text("chat_id"))
    room.check_readable()
    room.check_member()
    right = "can_edit_messages" if room.chat.type == "channel" else "can_pin_messages"
    if room.chat.type != "private" and not room.may(right):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    post = room.find(parameters.integer("message_id"), "message to pin")
    room.pinned = post.message_id
    return True


def edit_message_text(world: World, parameters: Parameters) -> object:
    content = read_content(parameters)
    if not parameters.text("chat_id") and not parameters.text("message_id"):
        raise bad_request("message identifier is not specified")
    room = world.room(parameters.text("chat_id"))
    room.check_readable()
    room.check_member()
    post = room.find(parameters.integer("message_id"), "message to edit")
    if post.has_caption:
        raise bad_request("there is no text in the message to edit")
    content = settle(content, world.now())
    if content.is_too_long:
        raise bad_request("MESSAGE_TOO_LONG")
    world.check_flood(room)
    return _message(world, room.edit(post, content, world.now()))


def edit_message_caption(world: World, parameters: Parameters) -> object:
    content = read_caption(parameters)
    room = world.room(parameters.text("chat_id"))
    room.check_readable()
    room.check_member()
    post = room.find(parameters.integer("message_id"), "message to edit")
    if not post.has_caption:
        raise bad_request("there is no caption in the message to edit")
    content = _settled_caption(world, content)
    world.check_flood(room)
    return _message(world, room.edit(post, content, world.now()))


def delete_message(world: World, parameters: Parameters) -> object:
    room = world.room(parameters.text("chat_id"))
    room.check_readable()
    room.check_member()
    post = room.find(parameters.integer("message_id"), "message to delete")
    room.delete(post, world.now())
    return True


def forward_message(world: World, parameters: Parameters) -> object:
    """Forward a text.

    A message that never was is "not found", and so is one that the bot deleted itself. A channel
    post that somebody else deleted is still known to the Bot API server, which nobody told, and
    only Telegram behind it refuses: MESSAGE_ID_INVALID (tdlib/telegram-bot-api issue 469; 714 and
    841 show the same difference for forwardMessages, as "Message was not forwarded").
    """
    if not parameters.text("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    source = world.room(parameters.text("from_chat_id"))
    source.check_readable()
    original = source.find(parameters.integer("message_id"), "message to forward")
    room = world.room(parameters.text("chat_id"))
    room.check_writable()
    thread_id = _thread(room, parameters)
    room.check_topic(thread_id)
    if original.deleted:
        raise bad_request("MESSAGE_ID_INVALID")
    world.check_flood(room)
    origin = original.forwarded_from or (original.chat_id, original.message_id)
    post = room.add(
        replace(
            _new_post(world, room, parameters),
            text=original.text,
            entities=original.entities,
            html=original.html,
            document=original.document,
            photo=original.photo,
            thread_id=thread_id,
            forwarded_from=origin,
        )
    )
    return _message(world, post)


def get_file(world: World, parameters: Parameters) -> object:
    """Tell where a file can be fetched: under /file/bot<token>/."""
    file_id = parameters.text("file_id")
    file = world.file(file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": file_id,
        "file_unique_id": file_id,
        **({"file_size": len(file.content)} if file.tells_size else {}),
        "file_path": f"documents/{file_id}",
    }


def send_chat_action(world: World, parameters: Parameters) -> object:
    room = world.room(parameters.text("chat_id"))
    room.check_writable()
    room.check_topic(_thread(room, parameters))
    return True


def get_chat(world: World, parameters: Parameters) -> object:
    room = world.room(parameters.text("chat_id"))
    room.check_readable()
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return room.chat.to_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def get_chat_member(world: World, parameters: Parameters) -> object:
    room = world.room(parameters.text("chat_id"))
    room.check_readable()
    user_id = parameters.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if user_id == world.bot.id:
        return room.bot.to_json(world.bot)
    if user_id not in world.users:
        raise bad_request("user not found")
    if user_id in room.administrators:
        return Membership("administrator", GROUP_RIGHTS).to_json(world.users[user_id])
    return Membership("left").to_json(world.users[user_id])


def set_my_commands(world: World, parameters: Parameters) -> object:
    scope, language = read_scope(parameters), read_language(parameters)
    if scope.chat_id:
        world.room(scope.chat_id).check_readable()
    world.commands[scope, language] = read_commands(parameters)
    return True


def get_my_commands(world: World, parameters: Parameters) -> object:
    commands = world.commands.get((read_scope(parameters), read_language(parameters)), ())
    return [{"command": item.name, "description": item.description} for item in commands]


def delete_my_commands(world: World, parameters: Parameters) -> object:
    world.commands.pop((read_scope(parameters), read_language(parameters)), None)
    return True


def _set_text(field: str) -> Method:
    def method(world: World, parameters: Parameters) -> object:
        world.descriptions[field, read_language(parameters)] = parameters.text(field)
        return True

    return method


def _get_text(field: str) -> Method:
    def method(world: World, parameters: Parameters) -> object:
        return {field: world.descriptions.get((field, read_language(parameters)), "")}

    return method


def _new_post(world: World, room: Room, parameters: Parameters) -> Post:
    """The frame of a post by the bot; the caller fills it."""
    return Post(
        chat_id=room.chat.id,
        message_id=room.next_message_id(),
        author=None if room.chat.type == "channel" else world.bot,
        from_bot=True,
        text="",
        entities=(),
        html="",
        at=world.now(),
        received_at=datetime.now(UTC),
        silent=parameters.boolean("disable_notification"),
    )


def _reply_to(world: World, room: Room, parameters: Parameters) -> int | None:
    """The message to reply to, None where Telegram sends without a reply.

    That is also so for a post that somebody else deleted: see `forward_message`.
    """
    given = parameters.json("reply_parameters", "reply parameters JSON object")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    chat_id = given.get("chat_id")
    if chat_id is not None and world.resolve(str(chat_id)) != room.chat.id:
        raise NotImplementedError("this Telegram server knows no replies to other chats")
    message_id = int(given.get("message_id", 0))
    if message_id <= 0:
        return None
    lenient = given.get("allow_sending_without_reply") is True
    if lenient and (message_id not in room.posts or room.posts[message_id].known_deleted):
        return None
    original = room.find(message_id, "message to be replied")
    return None if original.deleted else message_id


def _thread(room: Room, parameters: Parameters) -> int | None:
    thread_id = parameters.integer("message_thread_id")
    if thread_id <= 0:
        return None
    if thread_id not in room.topics:
        raise bad_request("message thread not found")
    return thread_id


def _message(world: World, post: Post) -> dict[str, object]:
    """The sent message, with what Telegram shows to its sender."""
    fields = world.message_json(post)
    if post.reply_markup:
        fields["reply_markup"] = json.loads(post.reply_markup)
    if post.link_preview_options:
        fields["link_preview_options"] = json.loads(post.link_preview_options)
    return fields


METHODS: dict[str, Method] = {
    "answercallbackquery": answer_callback_query,
    "deletemessage": delete_message,
    "deletemycommands": delete_my_commands,
    "deletewebhook": delete_webhook,
    "editmessagecaption": edit_message_caption,
    "editmessagetext": edit_message_text,
    "pinchatmessage": pin_chat_message,
    "forwardmessage": forward_message,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getfile": get_file,
    "getme": get_me,
    "getmycommands": get_my_commands,
    "getmydescription": _get_text("description"),
    "getmyshortdescription": _get_text("short_description"),
    "getupdates": get_updates,
    "getwebhookinfo": get_webhook_info,
    "sendchataction": send_chat_action,
    "senddocument": send_document,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "setmycommands": set_my_commands,
    "setmydescription": _set_text("description"),
    "setmyshortdescription": _set_text("short_description"),
}
