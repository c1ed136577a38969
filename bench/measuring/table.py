"""How measurements are shown: a table for each module, what was asked beside what was got."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, what came out, and the goal, if there is one."""

    what: str
    figure: str
    goal: str = ""
    met: bool | None = None


def show(title: str, rows: list[Row], notes: str = "") -> None:
    """Print a table."""
    table = Table("what", "measured", "goal", "met", title=title, title_justify="left")
    for row in rows:
        met = {True: "yes", False: "NO", None: ""}[row.met]
        table.add_row(row.what, row.figure, row.goal, met)
    console = Console(highlight=False, width=110)
    console.print(table)
    if notes:
        console.print(notes, style="dim")
    console.print()
