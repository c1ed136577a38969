"""How Telegram says no: one value for each answer with `"ok": false`.

The descriptions in this package are Telegram's own, as its Bot API server (tdlib/telegram-bot-api)
writes them; tests may compare them letter by letter.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error answer: the HTTP status is its code, too."""

    code: int
    description: str
    retry_after: int | None = None
    """Seconds; only for 429."""
    migrate_to_chat_id: int | None = None

    @property
    def parameters(self) -> dict[str, int]:
        """The answer's ResponseParameters."""
        known = {
            "retry_after": self.retry_after,
            "migrate_to_chat_id": self.migrate_to_chat_id,
        }
        return {name: value for name, value in known.items() if value is not None}


class RefusedError(Exception):
    """Ends the handling of a request with a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


def bad_request(reason: str) -> RefusedError:
    return RefusedError(Refusal(400, f"Bad Request: {reason}"))


def forbidden(reason: str) -> RefusedError:
    return RefusedError(Refusal(403, f"Forbidden: {reason}"))


def too_many_requests(retry_after: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def migrated(chat_id: int) -> Refusal:
    """A group became a supergroup: its old id is of no use any more."""
    return Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=chat_id,
    )


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
INTERNAL_SERVER_ERROR = Refusal(500, "Internal Server Error")
CONFLICT = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)
