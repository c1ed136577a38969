"""A post as a message (RFC 5322, multipart): what it is, whom it is from, and what it answers."""

from dataclasses import replace
from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import Policy
from urllib.parse import quote

from bot.config.mail import Sender
from bot.email.html import as_page
from bot.messages.plain_text import heading, plain_text
from bot.messages.post import Post, Purpose

# Lines end as in SMTP, and every byte is ASCII: a server need not know 8BITMIME.
POLICY = policy.SMTP.clone(cte_type="7bit")
LONGEST_PLAIN = 65  # characters of a subject that stays on one line


class _Subject(str):
    """A subject that is read as it was written.

    The package itself loses a space here and there where it folds what is not ASCII, and takes =?
    for the begin of an encoded word (RFC 2047). What has a name is asked to fold itself.
    """

    __slots__ = ()
    name = "Subject"

    def fold(self, *, policy: "Policy[EmailMessage]") -> str:
        """Write the header's lines."""
        is_plain = self.isascii() and len(self) <= LONGEST_PLAIN and "=?" not in self
        encoded = self if is_plain else Header(self, "utf-8", header_name=self.name).encode()
        return f"{self.name}: {encoded}\n".replace("\n", policy.linesep)


def message_of(
    post: Post, sender: Sender, recipient: str, now: datetime, calendar: bytes | None
) -> EmailMessage:
    """Write a post as a message to one mailbox, sent at ``now``, with a calendar attached.

    A post that has been sent before has the same Message-ID as then: who got it twice is shown it
    once. The calendar stands in place of the button that leads to it.
    """
    if calendar is not None:
        kept = (each for each in post.buttons if each.purpose is not Purpose.CALENDAR)
        post = replace(post, buttons=tuple(kept))
    message = EmailMessage(POLICY)
    message["Subject"] = _Subject(heading(post))
    message["From"] = Address(sender.name or "", addr_spec=sender.address)
    message["To"] = Address(addr_spec=recipient)
    message["Date"] = now
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
    message.add_alternative(as_page(post), subtype="html")
    if calendar is not None:
        message.add_attachment(
            calendar,
            maintype="text",
            subtype="calendar",
            filename=_filename(post),
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    return message


def _message_id(name: str, sender: Sender) -> str:
    return f"<{name}@{sender.domain}>"


def _filename(post: Post) -> str:
    return f"{post.events[0].id}.ics" if len(post.events) == 1 else "events.ics"
