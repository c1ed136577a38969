"""A post as a message (RFC 5322, multipart): what it is, whom it is from, and what it answers."""

from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import quote

from bot.config.mail import Sender
from bot.email.html import as_page
from bot.messages.plain_text import heading, plain_text
from bot.messages.post import Post

# Lines end as in SMTP, and every byte is ASCII: a server need not know 8BITMIME.
POLICY = policy.SMTP.clone(cte_type="7bit")


def message_of(
    post: Post, sender: Sender, recipient: str, now: datetime, calendar: bytes | None
) -> EmailMessage:
    """Write a post as a message to one mailbox, sent at ``now``, with a calendar attached.

    A post that has been sent before has the same Message-ID as then: who got it twice is shown it
    once.
    """
    message = EmailMessage(POLICY)
    message["Subject"] = heading(post)
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
