"""What the operator's commands are called, and how a report becomes an answer."""

from collections.abc import Iterable

from bot.messages.answers.answer import LONGEST_PAGE, Answer, said
from bot.messages.answers.itself import COMMANDS
from bot.messages.post import Post, Span

OPERATOR_COMMANDS = {
    "status": "What is planned, sent, late, missed and uncertain",
    "check": "What is wrong with the definitions",
    "diary": "The agenda as a desk reads it: /diary 3, /diary tomorrow",
    "preview": "What would be posted, to whom: /preview 3, /preview its name",
    "draft": "A report as a draft agenda: reply to it, or /draft TEXT",
    "confirm": "Take over the edit that is held",
    "undo": "What to write back, to undo the edit that is held",
    "pause": "Post nothing to a destination: /pause its name",
    "resume": "Post to a destination again: /resume its name",
}


def report_answer(lines: Iterable[str]) -> Answer:
    """Answer with lines, as many as a message takes; how many are left out is said."""
    # A line break in a line is one more line.
    whole = "\n".join(lines).split("\n")
    room, kept = LONGEST_PAGE, list[str]()
    for line in whole:
        text = line if len(line) <= LONGEST_PAGE // 4 else f"{line[: LONGEST_PAGE // 4 - 1]}…"
        room -= Post((Span(text),)).length + 1
        if room < 0:
            more = len(whole) - len(kept)
            kept.append(f"and {more} more lines, which podium tells in the terminal")
            break
        kept.append(text)
    return said(*kept)


def operator_help_answer() -> Answer:
    """List the commands of the operator, and those of everybody."""
    listed = {**OPERATOR_COMMANDS, **COMMANDS}
    return said(*(f"/{name} – {about}" for name, about in listed.items()))
