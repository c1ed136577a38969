"""A post as a message (RFC 5322, multipart): what it is, whom it is from, and what it answers."""

import secrets
from dataclasses import replace
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, formataddr
from urllib.parse import quote

from bot.config.mail import MailSender
from bot.email.html import as_page
from bot.messages.plain_text import heading, plain_text
from bot.messages.post import Post, Purpose

LONGEST_PLAIN = 65  # characters of a text that stays on one line


class _AsWritten(EmailPolicy):
    """Headers stay as they are written here.

    The package itself parses each of them, those of parts again and again while they are put
    together: that took ten times as long as all the rest.
    """

    def header_max_count(self, name: str) -> int | None:
        """Count no headers."""
        return None

    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        """Take a header of one line, or of several that are folded."""
        if not all(line.startswith(" ") for line in value.splitlines()[1:]):
            raise ValueError("a header ends where a line begins without a space")
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return a header as it was taken."""
        return value


# Lines end as in SMTP, and every byte is ASCII: a server need not know 8BITMIME.
POLICY = _AsWritten(linesep="\r\n", cte_type="7bit", refold_source="none")


def message_of(
    post: Post, sender: MailSender, recipient: str, now: datetime, calendar: bytes | None
) -> bytes:
    """Write a post as a message to one mailbox, sent at ``now``, with a calendar attached.

    A post that has been sent before has the same Message-ID as then: who got it twice is shown it
    once. The calendar stands in place of the button that leads to it.
    """
    if calendar is not None:
        kept = (each for each in post.buttons if each.purpose is not Purpose.CALENDAR)
        post = replace(post, buttons=tuple(kept))
    message = EmailMessage(POLICY)
    title = heading(post)
    message["Subject"] = title if _is_plain(title) else _encoded("Subject", title)
    message["From"] = _from(sender)
    message["To"] = recipient
    message["Date"] = format_datetime(now)
    if post.name:
        message["Message-ID"] = _message_id(post.name, sender)
    if post.answers:
        message["In-Reply-To"] = _message_id(post.answers, sender)
        message["References"] = _message_id(post.answers, sender)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: nobody's absence answers it
    subject = quote(f"Unsubscribe {recipient}")
    message["List-Unsubscribe"] = f"<mailto:{sender.address}?subject={subject}>"
    if post.silent:
        message["Importance"] = "low"  # RFC 4021 §2.1.55
    message.set_content(plain_text(post))
    message.make_alternative(_boundary())
    message.add_alternative(as_page(post), subtype="html")
    if calendar is not None:
        message.make_mixed(_boundary())
        message.add_attachment(
            calendar,
            maintype="text",
            subtype="calendar",
            filename=_filename(post),
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    return message.as_bytes()


def _is_plain(text: str) -> bool:
    """Tell whether a text stands in a header as it is: =? would be read as an encoded word."""
    return text.isascii() and len(text) <= LONGEST_PLAIN and "=?" not in text


def _encoded(header: str, text: str) -> str:
    """Write a text as encoded words (RFC 2047), folded."""
    return Header(text, "utf-8", header_name=header).encode()


def _from(sender: MailSender) -> str:
    if not sender.name:
        return sender.address
    if _is_plain(f"{sender.name} <{sender.address}>"):
        return formataddr((sender.name, sender.address))
    return f"{_encoded('From', sender.name)}\n <{sender.address}>"


def _boundary() -> str:
    """Return what no text holds by chance or on purpose, so that nobody has to look for it there.

    What is quoted-printable cannot hold it at all (RFC 2045 §6.7).
    """
    return f"=_{secrets.token_hex(12)}"


def _message_id(name: str, sender: MailSender) -> str:
    return f"<{name}@{sender.domain}>"


def _filename(post: Post) -> str:
    return f"{post.events[0].id}.ics" if len(post.events) == 1 else "events.ics"
