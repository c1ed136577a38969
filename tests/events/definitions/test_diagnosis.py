"""Slips that leave YAML unreadable: each is told where it is, and how it is mended."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from events.errors import DefinitionError

WEEK = """\
agenda: a-week
title: A week
timezone: Europe/Brussels
events:
  - id: talks
    kind: meeting
    title: Talks
    start: 2022-01-12 09:00 GMT
    chair: A chair
  - id: more-talks
    kind: meeting
    title: More talks
    start: 2022-01-13 09:00 GMT
"""
MANY_MORE = "".join(
    f"  - id: number-{n}\n    kind: meeting\n    title: One more\n    start: 2022-01-14\n"
    for n in range(100)
)
NO_COLON = "this line has no key with a colon"
NO_KEY = f"{NO_COLON} (write key: value, or indent the line deeper to go on with the text above)"
A_COLON = "a colon stands here in a value"
NO_SPACE = "a space is missing after this colon"
NO_SPACE_AFTER_THE_DASH = "a space is missing after this dash"
INDENTED_WRONGLY = "this line is indented wrongly"
DASH_INDENTED_WRONGLY = (
    "this dash is indented wrongly (begin it in column 3, under the dash of line 5)"
)


def never_closed(bracket: str, closing: str) -> str:
    return (
        f"the {bracket} that begins here is never closed "
        f"(close it with {closing}, or put a text that begins with {bracket} in quotes)"
    )


# What is written in the week above instead of what, and what is said of it.
SLIPS: dict[str, tuple[str, str, str]] = {
    # Colons
    "no space after a colon": (
        "    kind: meeting\n    title: Talks",
        "    kind:meeting\n    title: Talks",
        f"6:9: {NO_SPACE} (write kind: meeting)",
    ),
    "no space after the first colon of the file": (
        "agenda: a-week",
        "agenda:a-week",
        f"1:7: {NO_SPACE} (write agenda: a-week)",
    ),
    "no space after the first colon of an event": (
        "- id: more-talks",
        "- id:more-talks",
        f"10:7: {NO_SPACE} (write id: more-talks)",
    ),
    "no space after the first colon of a place": (
        "chair: A chair",
        "place:\n      city:Geneva # hm\n      country: Switzerland",
        f"10:11: {NO_SPACE} (write city: Geneva)",
    ),
    "no space before an address": (
        "chair: A chair",
        "url:https://nato.example/",
        f"9:8: {NO_SPACE} (write url: https://nato.example/)",
    ),
    "no space before a list": (
        "chair: A chair",
        "topics:[arms, security]",
        f"9:11: {NO_SPACE} (write topics: [arms, security])",
    ),
    "a no-break space after a colon": (
        "title: Talks",
        "title:\N{NO-BREAK SPACE}Talks",
        "7:11: a no-break space stands here (write a plain space)",
    ),
    "no colon": ("chair: A chair", "chair A chair", f"9:5: {NO_KEY}"),
    "another sign for a colon": (
        "title: A week",
        "title = A week",
        f"2:1: {NO_COLON} (write title: A week)",
    ),
    "a colon in a title": (
        "title: Talks",
        "title: Talks: day one",
        f'7:17: {A_COLON} (write title: "Talks: day one")',
    ),
    "a colon in a title, with a comment": (
        "title: A week",
        "title: A week: the first # of two",
        f'2:14: {A_COLON} (write title: "A week: the first")',
    ),
    "a colon at the end of a title": (
        "title: Talks",
        "title: Talks:",
        f'7:17: {A_COLON} (write title: "Talks:")',
    ),
    "a colon and quotes in a title": (
        "title: Talks",
        'title: Talks: "day one"',
        f"""7:17: {A_COLON} (write title: 'Talks: "day one"')""",
    ),
    "a colon, quotes and an apostrophe in a title": (
        "title: Talks",
        'title: NATO\'s talks: "day one"',
        f"""7:24: {A_COLON} (write title: 'NATO''s talks: "day one"')""",
    ),
    "a colon between curly quotes": (
        "title: Talks",
        "title: “Talks: day one”",
        f'7:18: {A_COLON} (write title: "Talks: day one")',
    ),
    "a colon in a long title": (
        "title: Talks",
        f"title: Talks: {'on and ' * 20}",
        f"7:17: {A_COLON} (put the whole value in quotes)",
    ),
    "a colon in the second line of a text": (
        "chair: A chair",
        "note: One line\n      and a note: this",
        (f"10:17: {A_COLON} (put the whole value in quotes, or in the lines below note: |)"),
    ),
    "a colon in a value between braces": (
        "chair: A chair",
        "place: {city: Geneva: Old Town}",
        f"9:25: {A_COLON} (put the whole value in quotes)",
    ),
    # Quotes
    "a quote that is never closed": (
        "title: Talks",
        'title: "Talks',
        '7:12: the quote that begins here is never closed (write title: "Talks")',
    ),
    "an apostrophe at the beginning": (
        "title: Talks",
        "title: 'Tis talks",
        (
            "7:12: the quote that begins here is never closed (close it with ' where the value "
            "ends, or put a value that has an apostrophe in double quotes)"
        ),
    ),
    "a quote that the next one closes": (
        "title: Talks\n    start: 2022-01-12 09:00 GMT\n    chair: A chair",
        'title: "Talks\n    start: 2022-01-12 09:00 GMT\n    chair: "A chair"',
        (
            "7:12: the quote that begins here ends only in line 9 "
            '(close it with " where the value ends)'
        ),
    ),
    "a quote that is never closed, between brackets": (
        "chair: A chair",
        'topics: ["arms, security]',
        '9:14: the quote that begins here is never closed (close it with " where the value ends)',
    ),
    "text after a closing quote": (
        "title: Talks",
        'title: "Open door" talks',
        "7:24: text follows the closing quote (write title: '\"Open door\" talks')",
    ),
    "text after a closing quote, between brackets": (
        "chair: A chair",
        'topics: ["open door" talks, arms]',
        "9:26: text follows the closing quote (put the whole value in single quotes)",
    ),
    "an apostrophe between single quotes": (
        "title: Talks",
        "title: 'NATO's talks'",
        '7:18: text follows the closing quote (write title: "NATO\'s talks")',
    ),
    "quotes and an apostrophe": (
        "title: Talks",
        'title: "Open door" and NATO\'s talks',
        """7:24: text follows the closing quote (write title: '"Open door" and NATO''s talks')""",
    ),
    "a colon after a closing quote": (
        "title: Talks",
        'title: "Talks": day one',
        "7:19: text follows the closing quote (write title: '\"Talks\": day one')",
    ),
    "a backslash": (
        "title: Talks",
        r'title: "Talks at C:\home"',
        (
            "7:24: this backslash means nothing here "
            "(write two of them, or put the value in single quotes)"
        ),
    ),
    # Brackets
    "a [ that is never closed": (
        "chair: A chair",
        "topics: [arms, security",
        f"9:13: {never_closed('[', ']')}",
    ),
    "a [ that is never closed, after a comma": (
        "chair: A chair",
        "topics: [arms, security,",
        f"9:13: {never_closed('[', ']')}",
    ),
    "a { that is never closed": (
        "    chair: A chair",
        "    place: {city: Geneva\n    chair: A chair",
        f"9:12: {never_closed('{', '}')}",
    ),
    "a { that is never closed, at the end": (
        "start: 2022-01-13 09:00 GMT",
        "start: 2022-01-13 09:00 GMT\n    place: {city: Geneva",
        f"14:12: {never_closed('{', '}')}",
    ),
    "a title that begins with [": (
        "title: Talks",
        "title: [Draft] Talks",
        '7:20: text follows the closing bracket (write title: "[Draft] Talks")',
    ),
    "one ] too many": (
        "chair: A chair",
        "topics: [arms, security]]",
        "9:29: this ] closes nothing (take it away)",
    ),
    "the wrong bracket": (
        "chair: A chair",
        "topics: [arms, security}",
        "9:28: this } cannot close the [ of line 9 (write ])",
    ),
    "a comma too many": (
        "chair: A chair",
        "topics: [arms,, security]",
        "9:19: no value stands before this comma (take the comma away)",
    ),
    "no comma between braces": (
        "chair: A chair",
        "place: {city: Geneva country: Switzerland}",
        f"9:33: {A_COLON} (write a comma before country, or put the whole value in quotes)",
    ),
    "no comma after a value in quotes": (
        "chair: A chair",
        'topics: ["arms" "security"]',
        "9:21: a comma is missing before this (write one, or put the whole value in quotes)",
    ),
    # Dashes
    "no space after the first dash": (
        "- id: talks",
        "-id: talks",
        f"5:3: {NO_SPACE_AFTER_THE_DASH} (write - id: talks)",
    ),
    "no space after another dash": (
        "- id: more-talks",
        "-id: more-talks",
        f"10:3: {NO_SPACE_AFTER_THE_DASH} (write - id: more-talks)",
    ),
    "no space after the dash of a topic": (
        "chair: A chair",
        "topics:\n      - arms\n      -security",
        f"11:7: {NO_SPACE_AFTER_THE_DASH} (write - security)",
    ),
    "a long dash": (
        "- id: more-talks",
        "– id: more-talks",
        "10:3: a – begins no item of a list (write - id: more-talks)",
    ),
    "no dash": (
        "  - id: more-talks\n    kind",
        "  id: more-talks\n    kind",
        (
            "10:3: a dash is missing here, or indentation "
            "(write - and a space first, or begin it in column 5, under 'chair')"
        ),
    ),
    "a dash too far right": (
        "  - id: more-talks",
        "    - id: more-talks",
        f"10:5: {DASH_INDENTED_WRONGLY}",
    ),
    "a dash farther right": (
        "  - id: more-talks",
        "     - id: more-talks",
        f"10:6: {DASH_INDENTED_WRONGLY}",
    ),
    "a dash too far left": (
        "  - id: more-talks",
        " - id: more-talks",
        f"10:2: {DASH_INDENTED_WRONGLY}",
    ),
    "a list behind another": (
        "chair: A chair",
        "topics: [arms]\n      - security",
        (
            "10:7: this item stands in no list "
            "(put it under a key that has nothing behind its colon)"
        ),
    ),
    "items below an empty list": (
        "events:",
        "events: []",
        "4:9: this list is empty, and its items follow in line 5 (write events: alone)",
    ),
    # Indentation
    "a tab": (
        "    kind: meeting\n    title: Talks",
        "\tkind: meeting\n    title: Talks",
        "6:1: a tab stands here (indent with spaces: begin it in column 5, under 'id')",
    ),
    "a tab after a dash": (
        "- id: talks",
        "-\tid: talks",
        "5:4: a tab stands here (indent with spaces)",
    ),
    "no-break spaces": (
        "    title: Talks",
        f"{4 * chr(0xA0)}title: Talks",
        (
            "7:1: a no-break space stands here "
            "(indent with spaces: begin it in column 5, under 'kind')"
        ),
    ),
    "a key too far right": (
        "    title: Talks",
        "      title: Talks",
        f"7:7: {INDENTED_WRONGLY} (begin it in column 5, under 'kind')",
    ),
    "a key too far left": (
        "    title: Talks",
        "   title: Talks",
        f"7:4: {INDENTED_WRONGLY} (begin it in column 5, under 'kind')",
    ),
    "a key of the agenda too far right": (
        "title: A week",
        " title: A week",
        f"2:2: {INDENTED_WRONGLY} (begin it in column 1, under 'agenda')",
    ),
    "the first key too far right": (
        "agenda: a-week",
        "  agenda: a-week",
        "1:3: the first key is indented (begin it in column 1)",
    ),
    "a key between two columns": (
        "chair: A chair",
        "place:\n      city: Geneva\n     chair: A chair",
        (
            f"11:6: {INDENTED_WRONGLY} "
            "(begin it in column 7, under 'city', or in column 5, under 'place')"
        ),
    ),
    "the second line of a text too far left": (
        "chair: A chair",
        "note: One line\nand another",
        f"10:1: {NO_KEY}",
    ),
    "the second line of a block too far left": (
        "chair: A chair",
        "note: |\n      One line\n     and another",
        f"11:6: {NO_KEY}",
    ),
    "a line without a key at the top": (
        "agenda: a-week",
        "The week of talks\nagenda: a-week",
        f"1:1: {NO_KEY}",
    ),
    "a comment without its sign at the top": (
        "agenda: a-week",
        "The week\n# of talks\nagenda: a-week",
        ("1:1: this line has no key with a colon (write key: value, or begin a comment with #)"),
    ),
    "an end before the end": (
        "  - id: more-talks",
        "...\n  - id: more-talks",
        "10:1: the agenda ends here (take the ... away)",
    ),
    # Beginnings
    "a title that begins with *": (
        "title: Talks",
        "title: *Talks*",
        '7:12: a text cannot begin with * (write title: "*Talks*")',
    ),
    "a title that begins with @": (
        "title: Talks",
        "title: @NATO talks",
        '7:12: a text cannot begin with @ (write title: "@NATO talks")',
    ),
    "a title that begins with %": (
        "title: Talks",
        "title: %NATO talks",
        '7:12: a text cannot begin with % (write title: "%NATO talks")',
    ),
    "a title that begins with !": (
        "title: Talks",
        "title: !Now, never",
        '7:12: a text cannot begin with ! (write title: "!Now, never")',
    ),
    "a title that begins with a comma": (
        "title: Talks",
        "title: , talks",
        '7:12: a text cannot begin with , (write title: ", talks")',
    ),
    "a title that begins with >": (
        "title: Talks",
        "title: >5% for defence",
        (
            '7:12: text follows the > in its line (write title: ">5% for defence", '
            "or put the text in the lines below)"
        ),
    ),
    "a title that begins with a dash": (
        "title: Talks",
        "title: - NATO talks",
        (
            '7:12: a text cannot begin with - and a space (write title: "- NATO talks", '
            "or put a list in the lines below)"
        ),
    ),
    "a key in bold": (
        "title: Talks",
        "**title**: Talks",
        "7:5: a text cannot begin with * (take it away, or put the whole text in quotes)",
    ),
    "a topic that begins with @": (
        "chair: A chair",
        "topics: [@NATO, arms]",
        "9:14: a text cannot begin with @ (put the whole value in quotes)",
    ),
}


def told(folder: Path, text: str) -> list[str]:
    file = folder / "agenda.yaml"
    file.write_bytes(text.encode())
    with pytest.raises(DefinitionError) as caught:
        load(file)
    return [line.removeprefix(f"{file}:") for line in str(caught.value).splitlines()]


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("after", ["", MANY_MORE], ids=["short", "long"])
def test_a_slip_is_told_where_it_is_and_how_it_is_mended(
    slip: str, after: str, tmp_path: Path
) -> None:
    old, new, fault = SLIPS[slip]
    assert old in WEEK
    assert told(tmp_path, WEEK.replace(old, new, 1) + after) == [fault]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_a_slip_is_told_in_the_same_place_whatever_ends_the_lines(
    newline: str, tmp_path: Path
) -> None:
    for old, new, fault in (SLIPS["no space after a colon"], SLIPS["a [ that is never closed"]):
        text = WEEK.replace(old, new, 1).replace("\n", newline)
        assert told(tmp_path, text) == [fault]


def test_a_title_that_is_mended_as_told_is_read(tmp_path: Path) -> None:
    titles = [
        row for row in SLIPS.values() if row[0] == "title: Talks" and "(write title: " in row[2]
    ]
    assert len(titles) > 10
    for old, new, fault in titles:
        mended = fault.partition("(write ")[2].removesuffix(")").partition(", or put ")[0]
        file = tmp_path / "agenda.yaml"
        file.write_text(WEEK.replace(old, mended), encoding="utf-8")
        (event, _) = load(file).events
        assert event.title.strip("'\"") == new.partition(" ")[2].strip("'\"“”")
