"""What is struck out in a foreign calendar is not told as if it held; whoever edits it is told."""

from pathlib import Path

import pytest

from events.foreign.live.expansion import expand
from events.model import Status
from tests.events.foreign.importing import READING, calendar, event, imported, loaded

NEW = "Doors open at 11:00."


@pytest.mark.parametrize(
    ("written", "told", "struck"),
    [
        ("Doors open at <s>10:00</s> 11:00.", NEW, "10:00"),
        ("Doors open at <STRIKE>10:00</STRIKE> <b>11:00</b>.", NEW, "10:00"),
        ("Doors open at <del datetime='2026'>10:00</del> <ins>11:00</ins>.", NEW, "10:00"),
        ('Doors open at <span style="color:red\\;text-decoration:line-through">10:00</span> 11:00.',
         NEW, "10:00"),
        ("Doors open at <i style='text-decoration-line:underline line-through'>10:00</i> 11:00.",
         NEW, "10:00"),
        ("Doors open at &lt\\;s&gt\\;10:00&lt\\;/s&gt\\; 11:00.", NEW, "10:00"),
        ("Doors open at ~~10:00~~ 11:00.", NEW, "10:00"),
        ("Doors open at 1\u03360\u0336:\u03360\u03360\u0336 11:00.", NEW, "10:00"),
        ("<b><s>Doors open at 10:00.</b></s> Doors open at 11:00.", NEW, "Doors open at 10:00."),
        ("<p style='text-decoration:line-through'>Doors open at 10:00.<p>Doors open at 11:00.",
         NEW, "Doors open at 10:00."),
        ("<ul><li><s>At ten</s></li><li>At 11</li></ul>", "- At 11", "At ten"),
        ("<ul><li><s>At ten</s><li>At <s>1</s>1</ul>", "- At 1", "At ten … 1"),
        ("<table><tr><td><s>10</s><td>11</table>", "11", "10"),
        ('At 11 <a href="https://x.example/10"><s>was at 10</s></a>', "At 11", "was at 10"),
        ("<p><s>At 10</p><p>or 11</s></p><p>At noon", "At noon", "At 10 … or 11"),
        ("<br style='text-decoration:line-through'>At 11", "At 11", None),
        ("<span style='text-decoration: underline'>At 11</span>", "At 11", None),
        ("~~~~~~~~ At 11 ~~~~~~~~", "~~~~~~~~ At 11 ~~~~~~~~", None),
    ],
)  # fmt: skip
def test_what_is_struck_out_of_a_description_is_a_comment(
    tmp_path: Path, written: str, told: str, struck: str | None
) -> None:
    found = imported(calendar(*event(f"DESCRIPTION:{written}")))
    (one,) = loaded(found.text, tmp_path)
    assert one.description == told
    assert ("struck out" in found.text) is (struck is not None)
    if struck:
        assert f"  # struck out in DESCRIPTION: {struck}\n" in found.text


@pytest.mark.parametrize(
    "styled",
    [
        ["X-ALT-DESC;FMTTYPE=text/html:<HTML><BODY>Doors open at <s>10:00</s> 11:00.</BODY>"],
        ["STYLED-DESCRIPTION;FMTTYPE=text/html:<p>Doors open at <del>10:00</del> 11:00.</p>"],
    ],
)  # fmt: skip
def test_a_plain_description_has_not_what_is_struck_out_beside_it(
    tmp_path: Path, styled: list[str]
) -> None:
    lines = ["DESCRIPTION:Doors open at 10:00 11:00.", *styled]
    (one,) = loaded(imported(calendar(*event(*lines))).text, tmp_path)
    assert one.description == NEW
    html = "data:text/html,Doors%20open%20at%20%3Cs%3E10%3A00%3C%2Fs%3E%2011:00."
    line = f'DESCRIPTION;ALTREP="{html}":Doors open at 10:00 11:00.'
    (one,) = loaded(imported(calendar(*event(line))).text, tmp_path)
    assert one.description == NEW


def titled(title: str, *lines: str) -> bytes:
    return calendar(*(it.replace("SUMMARY:Talks", f"SUMMARY:{title}") for it in event(*lines)))


def test_a_title_and_a_place_are_what_is_left_of_them(tmp_path: Path) -> None:
    content = titled("Talks <s>in Rome</s>", "LOCATION:<s>Rome</s> Vienna")
    found = imported(content)
    (one,) = loaded(found.text, tmp_path)
    assert (one.title, one.place and one.place.city) == ("Talks", "Vienna")
    assert "  # struck out in SUMMARY: in Rome\n" in found.text
    assert "  # struck out in LOCATION: Rome\n" in found.text


def test_an_event_whose_title_is_struck_out_is_not_told_as_one_that_is(tmp_path: Path) -> None:
    content = titled("<s>Talks</s>", "STATUS:CONFIRMED")
    found = imported(content)
    (one,) = loaded(found.text, tmp_path)
    assert (one.title, one.status) == ("Talks", Status.CANCELLED)
    assert "status: cancelled  # ? its title is struck out\n" in found.text
    live = expand(content, READING)
    assert live.events == ()
    assert [it.what for it in live.untold] == ["the title 'Talks' is struck out"]


def test_readers_of_a_source_are_told_no_way_to_join_that_its_html_has() -> None:
    html = "data:text/html,%3Cs%3E10%3C%2Fs%3E%20https%3A%2F%2Fzoom.us%2Fj%2F1"
    content = calendar(*event(f'DESCRIPTION;ALTREP="{html}":At 10'))
    (one,) = expand(content, READING).events
    assert not [it for it in one.lines if "zoom" in it or "description" in it]
