"""What a mail server answers, as outcomes: RFC 5321 §4.2, with the enhanced codes of RFC 3463.

| answer | outcome |
|---|---|
| 250 after the message | delivered |
| 4xx, 421 at any time | not delivered, tried again soon |
| 5xx before the recipient: the greeting, 530, 535, the sender … | not delivered, tried slowly |
| a certificate that is not trusted, no STARTTLS, no way to log in | the same |
| 5xx of the recipient | refused for good; 5.7.x, which is a policy, as above |
| 5xx of the message | refused for good |
| none, before the message was handed over | not delivered, tried again soon |
| none that makes sense, after it was | nobody knows |

Slowly is every five minutes, and the operator hears of it, who can mend it.
"""

import ssl
from enum import IntEnum

from aiosmtplib.errors import SMTPException

from bot.delivery.outcome import NotDelivered, Outcome, Retry, Unknown
from events.text import printable

SLOWLY = Retry.SLOWLY
LONGEST_REASON = 200  # characters of what a server says


class Stage(IntEnum):
    """How far a message has come."""

    CONNECTION = 1
    SENDER = 2
    RECIPIENT = 3
    MESSAGE = 4


def outcome_of_reply(stage: Stage, code: int, text: str) -> Outcome:
    """Return what became of a message of which a server's reply was not the one hoped for."""
    reason = f"the mail server says {code} {_shown(text)}"
    if 400 <= code < 500:
        return NotDelivered(reason)
    if not 500 <= code < 600:
        return Unknown(reason) if stage is Stage.MESSAGE else NotDelivered(reason)
    if stage is Stage.MESSAGE or (stage is Stage.RECIPIENT and not text.startswith("5.7.")):
        return NotDelivered(reason, Retry.NEVER)
    return NotDelivered(reason, SLOWLY)


def outcome_of_error(stage: Stage, error: BaseException) -> Outcome:
    """Return what became of a message when the connection failed, or could not be made."""
    reason = _shown(str(error)) or "no answer in time"
    if stage is Stage.MESSAGE:
        return Unknown(f"no answer after the message: {reason}")
    if certificate := _certificate_fault(error):
        mend = "set PODIUM_SMTP_CA to a PEM file if it is your own authority's"
        return NotDelivered(
            f"the mail server's certificate is refused: {certificate} ({mend})", SLOWLY
        )
    if isinstance(error, SMTPException) and not isinstance(error, ConnectionError | TimeoutError):
        mend = "see PODIUM_SMTP_SECURITY and PODIUM_SMTP_USER"
        return NotDelivered(f"the mail server is another than was said: {reason} ({mend})", SLOWLY)
    return NotDelivered(f"the mail server cannot be reached: {reason}")


def _certificate_fault(error: BaseException | None) -> str | None:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message or str(error)
        error = error.__cause__
    return None


def _shown(text: str) -> str:
    return printable(" ".join(text.split()))[:LONGEST_REASON]
