"""Who may choose what a chat hears, and how it is told: in a group or channel its administrators.

They are looked up for each message.
"""

from telegram import Bot, Chat, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

_ADMINISTRATORS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def may_choose(bot: Bot, chat: Chat, user: User | None, sender: Chat | None) -> bool:
    """Tell whether somebody may choose for a chat, who perhaps writes as ``sender``."""
    if chat.type == ChatType.PRIVATE:
        return True
    if chat.type == ChatType.CHANNEL and user is None:
        return True  # only administrators post in a channel; any subscriber presses a button
    if sender is not None and sender.id == chat.id:
        return True  # an administrator who stays anonymous
    if user is None:
        return False
    try:
        member = await bot.get_chat_member(chat.id, user.id)
    except TelegramError:
        return False
    return member.status in _ADMINISTRATORS
