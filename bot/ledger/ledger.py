"""The durable record of what was posted: one face over its parts.

The ledger holds nothing about the future: what is to be posted is planned from the definitions,
and the ledger tells which of the plan is closed.
"""

from bot.ledger.chats import Chats
from bot.ledger.post_queries import PostQueries
from bot.ledger.posts.claims import Claims
from bot.ledger.posts.recording import Recording
from bot.ledger.posts.recovery import Recovery
from bot.ledger.readers.readers import Readers
from bot.ledger.subscribers import Subscribers
from bot.ledger.watermark import Watermark


class Ledger(Claims, Recording, Recovery, PostQueries, Chats, Subscribers, Readers, Watermark):
    """The record, in one SQL database: posts, chats, destinations, readers, the watermark."""
