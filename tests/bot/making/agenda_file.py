"""Definitions as an editor would save them, in a folder that a service watches."""

from pathlib import Path

HEAD = "agenda: tests\ntitle: Tests\ntimezone: UTC\n"


def definition(
    start: str = "2022-01-12 09:00 GMT",
    *,
    id: str = "council",  # noqa: A002 - an event's field
    title: str = "Council",
    **more: str,
) -> str:
    """One event of the file."""
    lines = [f"  - id: {id}", "    kind: meeting", f"    title: {title}", f"    start: {start}"]
    return "\n".join([*lines, *(f"    {name}: {value}" for name, value in more.items())]) + "\n"


class AgendaFile:
    """One file of definitions, saved again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "agendas"
        self.folder.mkdir()
        self.path = self.folder / "tests.yaml"

    def save(self, *definitions: str) -> None:
        self.path.write_text(self.text(*definitions), encoding="utf-8")

    @staticmethod
    def text(*definitions: str) -> str:
        return f"{HEAD}events:\n{''.join(definitions)}"
