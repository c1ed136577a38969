"""What stands over a report and is none of it, as the heads of mails, and what is only set apart in it."""

import re

_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_HEAD = re.compile(
    r"(?P<from>From|Von|De|От|Expéditeur)\s?:|(?:To|Cc|CC|Bcc|Sent|Date|Subject|Reply-To|An|Gesendet|Datum|Betreff|À|Envoyé|Objet|Кому|Отправлено|Тема|Дата)\s?:"
)
# On Thu, Feb 3, 2022 at 9:10 AM Press Office <press@example.org> wrote:
_WROTE = re.compile(
    r"(?:On|Am|Le)\s[^\n]{5,120}\s(?:wrote|schrieb[^\n:]{0,60}|a écrit)\s?:\s*"
    r"|-{2,}\s*(?:Original|Forwarded|Weitergeleitete|Message|Begin forwarded)\b[^\n]{0,60}|Begin forwarded message:",
    re.IGNORECASE,
)
# @ministry · 18 Feb
_POST = re.compile(r"[^\n@]{0,60}@\w+\W*[·•|]\W*[^\n]{3,24}")
_FIRST_LINES = 3  # in which a post says who wrote it
# February 8, 2016 / 1:08 p.m. EST / MR. SMITH: Good afternoon.
_TRANSCRIPT = re.compile(
    r"(?P<day>[^\n]{0,60}\b20\d\d)[ \t]*\n\s*(?:\(?\d{1,2}[:.]\d\d\s?[ap]\.?m\.?(?:\s[A-Z]{2,4})?\)?|\(?\d{1,2}[:.]\d\d(?:\s[A-Z]{2,4})\)?)[ \t]*\n(?=\s*[A-Z][A-Z.’' -]{2,40}:\s)",
    re.IGNORECASE,
)
_OPENING = 600  # characters


def without_letterhead(text: str) -> str:
    """Return a text without the heads of mails and posts, and without the marks of what is quoted."""
    if opening := _TRANSCRIPT.search(text[:_OPENING]):
        text = f"{text[: opening.end('day')]}\n{text[opening.end() :]}"
    lines = text.split("\n")
    for first, last in _runs(lines, _QUOTED):
        quoted = [_QUOTED.sub("", it, count=1) for it in lines[first:last]]
        told_before = next((it for it in reversed(lines[:first]) if it.strip()), "")
        if "" in quoted or any(map(_HEAD.match, quoted)) or _WROTE.fullmatch(told_before.strip()):
            lines[first:last] = quoted
    for first, last in _runs(lines, _HEAD):
        heads = [_HEAD.match(it) for it in lines[first:last]]
        if len(heads) > 1 and any(it and it["from"] for it in heads):
            lines[first:last] = [""] * len(heads)
    for at, line in enumerate(lines):
        is_post = at < _FIRST_LINES and "@" in line and _POST.fullmatch(line.strip())
        if is_post or ((":" in line or "--" in line) and _WROTE.fullmatch(line.strip())):
            lines[at] = ""
    return "\n".join(lines)


# at a reception / (an empty line) / on Tuesday, 22 November, from 18.00 to 20.00
_GOES_ON = re.compile(
    r"(?<![.!?:;\n])\n[ \t]*\n(?=[ \t]*(?:on|at|in|from|to|for|am|um|im|zu|le|à|au|chez|pour|в|на)\s[^\n]{3,100}\n)"
)


def joined_invitation(text: str) -> str:
    """Return a text whose invitation is one paragraph, though its parts stand apart."""
    return _GOES_ON.sub("\n", f"{text}\n").removesuffix("\n") if "\n\n" in text else text


def _runs(lines: list[str], sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where lines with a sign stand together: the first, and what is behind the last."""
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if not sign.match(line):
            continue
        if found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found
