"""The diary as plain text: a heading for each day, and a line for each event."""

from collections.abc import Iterator

from events.diary.days import Diary, DiaryLine


def diary_text(diary: Diary) -> str:
    """Write the diary, with a line end behind its last line."""
    return "\n\n".join("\n".join(part) for part in _parts(diary)) + "\n"


def _parts(diary: Diary) -> Iterator[list[str]]:
    yield [diary.title, *diary.notes]
    if diary.nothing:
        yield [diary.nothing]
    for day in diary.days:
        yield [day.title, *_lines(day.lines)]
    if diary.undated:
        yield [diary.undated_title, *_lines(diary.undated)]


def _lines(lines: tuple[DiaryLine, ...]) -> Iterator[str]:
    for line in lines:
        yield line.words.text
