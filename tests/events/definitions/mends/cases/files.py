"""Files that are no YAML, or YAML of a kind that is refused, or not what was meant."""

from tests.events.definitions.builders import HEAD, WEEK, Faults, starting, with_key

NOT_AN_AGENDA = "the file is not an agenda (begin with agenda: its-id, and write one key a line)"
IS_COMMENT = "a comment is written # so, with a space"
CUT = f"a # begins a comment here (put the whole value in quotes; {IS_COMMENT})"


def cut(at: str, line: str) -> str:
    return f"{at}: a # begins a comment here (write {line}; {IS_COMMENT})"


TOO_DEEP = "nested more than 16 deep (check brackets and indentation)"


def written_out(mark: str) -> str:
    return f"write the value out, or put a text that begins with {mark} in quotes"


FILES: Faults = {
    "tag with its sign": (
        starting("2026-12-01", "tags: #nato, russia"),
        [cut("9:11", "tags: [nato, russia]")],
    ),
    "value of another key with that sign": (
        f"{HEAD}  - id: talks\n    kind: #meeting\n    title: T\n    start: 2026-12-01\n",
        [cut("6:11", "kind: meeting")],
    ),
    "tab": (
        f"{HEAD}\t- id: talks\n",
        ["5:1: a tab stands here (indent with spaces: begin it in column 3)"],
    ),
    "tab after spaces": (
        f"{HEAD}  - id: talks\n  \tkind: meeting\n",
        ["6:3: a tab stands here (indent with spaces: begin it in column 5, under 'id')"],
    ),
    "bracket that stays open": (
        f"{HEAD}  - {{id: talks\n",
        [
            (
                "5:5: the { that begins here is never closed "
                "(close it with }, or put a text that begins with { in quotes)"
            )
        ],
    ),
    "quote that stays open": (
        f'{HEAD}  - {{id: "talks\n',
        [
            (
                "5:10: the quote that begins here is never closed "
                '(close it with " where the value ends)'
            )
        ],
    ),
    "colon too many": (
        WEEK.replace("title: A", "title: A: B"),
        ['2:9: a colon stands here in a value (write title: "A: B week")'],
    ),
    "not UTF-8": (
        WEEK.encode().replace(b"A week", b"\xe2\x80\x93 ann\xe9e"),
        ["2:13: the byte 0xe9 is not UTF-8 (save the file as UTF-8)"],
    ),
    "not UTF-8, with a byte order mark": (
        b"\xef\xbb\xbf" + WEEK.encode().replace(b"A week", b"\xe9t\xe9"),
        ["2:8: the byte 0xe9 is not UTF-8 (save the file as UTF-8)"],
    ),
    "UTF-16": (
        WEEK.encode("utf-16"),
        ["1:1: the file is UTF-16 (save it as UTF-8)"],
    ),
    "empty": ("", ["1:1: the file is empty (write an agenda, or delete the file)"]),
    "blank": (
        b"\xef\xbb\xbf \n\n",
        ["1:1: the file is empty (write an agenda, or delete the file)"],
    ),
    "only comments": (
        "# nothing\n# at all\n",
        ["1:1: the file has only comments (write an agenda, or delete it)"],
    ),
    "too large": (
        f"{WEEK}#{'x' * 1024 * 1024}\n",
        ["1:1: the file has more than 1,048,576 bytes (split it into several agendas)"],
    ),
    "anchor": (
        with_key("place: &hall {city: Geneva}"),
        [f"5:72: the anchor &hall is refused ({written_out('&')})"],
    ),
    "alias": (
        with_key("place: *hall"),
        [f"5:72: the alias *hall is refused ({written_out('*')})"],
    ),
    "tag": (
        with_key("tags: !!set {a}"),
        [f"5:71: the tag 'tag:yaml.org,2002:set' is refused ({written_out('!')})"],
    ),
    "tag that runs a program": (
        "agenda: !!python/object/apply:os.system [exit]\n",
        [
            (
                "1:9: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is refused "
                f"({written_out('!')})"
            )
        ],
    ),
    "second document": (
        f"{WEEK}---\nagenda: another\n",
        ["6:1: a second document begins here (keep one agenda a file, without --- lines between)"],
    ),
    "deep brackets": (f"agenda: {'[' * 200_000}\n", [f"1:24: {TOO_DEEP}"]),
    "deep braces": ("{a: " * 200_000, [f"1:62: {TOO_DEEP}"]),
    "deep lists": ("- " * 200_000, [f"1:33: {TOO_DEEP}"]),
    "deep keys": ("? " * 200_000, [f"1:33: {TOO_DEEP}"]),
    "a text": ("just words\n", [f"1:1: {NOT_AN_AGENDA}"]),
    "a list": ("# A week\n- talks\n", [f"2:1: {NOT_AN_AGENDA}"]),
    "key that is a list": (
        f"{WEEK}? [a, b]\n: c\n",
        ["6:3: a key must be a word (write key: value)"],
    ),
    "control character": (
        WEEK.replace("A week", "– A\x07 week"),
        ["2:11: the character '\\x07' is not allowed (delete it)"],
    ),
    "control character, escaped": (
        starting("2022-01-12", 'chair: "A \\e[31m chair"'),
        ["9:12: the control character '\\x1b' is refused (delete it)"],
    ),
    "line separator": (
        starting("2022-01-12", 'chair: "A \\L chair"'),
        ["9:12: the control character '\\u2028' is refused (delete it)"],
    ),
    "surrogate": (
        starting("2022-01-12", 'chair: "\\ud800"'),
        [
            (
                "9:13: this backslash means nothing here "
                "(write two of them, or put the value in single quotes)"
            )
        ],
    ),
    "surrogate, in bytes": (
        WEEK.encode().replace(b"A week", b"\xed\xa0\x80"),
        ["2:8: the byte 0xed is not UTF-8 (save the file as UTF-8)"],
    ),
    "number sign in a title": (
        WEEK.replace("A week", "Talks on Resolution #1325"),
        [cut("2:28", 'title: "Talks on Resolution #1325"')],
    ),
    "number sign behind quotes": (
        WEEK.replace("A week", '"Open #1" #2 talks'),
        [f"2:18: {CUT}"],
    ),
    "number sign that begins a value": (
        starting("2022-01-12", "chair: #1 of the Council"),
        [cut("9:12", 'chair: "#1 of the Council"')],
    ),
    "number sign in a list": (
        starting("2022-01-12", "topics:", "  - Resolution #1325", "  - arms #2"),
        [cut("10:20", '- "Resolution #1325"'), cut("11:14", '- "arms #2"')],
    ),
    "number sign between brackets": (
        starting("2022-01-12", "topics: [Resolution #1325, arms]"),
        [f"9:25: {CUT}"],
    ),
    "number sign after a comma": (
        starting("2022-01-12", "topics: [arms, #1325", "  security]"),
        [f"9:20: {CUT}"],
    ),
    "number sign in the first of two lines": (
        starting("2022-01-12", "note: On Resolution #1325", "  and others", "chair: A chair"),
        [f"9:25: {CUT}"],
    ),
    "number sign in the last of two lines": (
        starting("2022-01-12", "note: On a Resolution,", "  namely #1325", "chair: A chair"),
        [f"10:14: {CUT}"],
    ),
    "no space after a colon between braces": (
        with_key("place: {city:Geneva, country: Switzerland}"),
        [
            "5:73: unknown key 'city:Geneva' (put a space after the colon: city: Geneva)",
        ],
    ),
    "no space after the only colon of a place": (
        starting("2022-01-12", "place:", "  city:Geneva"),
        ["10:7: here keys and values belong (put a space after the colon: city: Geneva)"],
    ),
    "events left out": (
        HEAD,
        ["4:8: 'events' must be a list (begin each of them with - id:)"],
    ),
    "event that is a text": (
        f"{HEAD}  - talks\n",
        [
            (
                "5:5: here keys and values belong (write id: talks and, below it, title: talks, "
                "with its kind and start)"
            )
        ],
    ),
}
