"""The post of an issue of the diary: a heading for each day, and a line for each event."""

from bot.messages.parts.lines import Line, bold, plain
from bot.messages.post import LONGEST_POST, Post, Span, Style, joined
from events.diary.days import Diary, DiaryLine

MOST_LINES = 90  # each new or changed one is an entity, and Telegram takes a hundred


def diary_post(diary: Diary) -> Post:
    """Write the diary, with as many lines as one message has room for, and how many it has not.

    Where there is nothing it says so.
    """
    whole = sum(len(day.lines) for day in diary.days) + len(diary.undated)
    shown = min(whole, MOST_LINES)
    while True:
        post = Post(joined(_lines(diary, shown, whole)))
        if post.length <= LONGEST_POST or not shown:
            return post
        shown -= max(shown // 20, 1)


def _lines(diary: Diary, most: int, whole: int) -> list[Line]:
    lines: list[Line] = [bold(diary.title), *(_note(note) for note in diary.notes)]
    if diary.nothing:
        lines += [plain(""), plain(diary.nothing)]
    left = most
    groups = [(day.title, day.lines) for day in diary.days]
    if diary.undated:
        groups.append((diary.undated_title, diary.undated))
    for title, told in groups:
        if not left:
            break
        lines += [plain(""), bold(title), *(_line(each) for each in told[:left])]
        left -= min(left, len(told))
    if whole > most:
        lines += [plain(""), plain(f"… +{whole - most}")]
    return lines


def _note(text: str) -> Line:
    return (Span(text, Style.ITALIC),)


def _line(line: DiaryLine) -> Line:
    text = line.words.text
    return (Span(text, Style.BOLD if text.startswith("**") else Style.PLAIN),)
