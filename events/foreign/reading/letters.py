"""In which letters a calendar is written: UTF-8, UTF-16, or those of Windows in Western Europe."""

import re
from pathlib import Path

from events.errors import DefinitionError, Problem

# By what it begins with: a mark, or the B of BEGIN.
_UTF_16 = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"B\x00": "utf-16-le",
    b"\x00B": "utf-16-be",
}
# So many letters with accents in a row, and different ones, has no word of Western Europe, and
# none is so in UTF-8: of Windows-1251, KOI8-R, GBK and others every word has them.
_NOT_WESTERN = re.compile(rb"[\xc0-\xff]{4,}")


def in_utf8(content: bytes) -> bytes:
    """Return what is in UTF-16 in UTF-8, and all else as it is, without a mark before it."""
    if encoding := _UTF_16.get(content[:2]):
        return content.decode(encoding, "replace").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def check_letters(content: bytes, path: Path) -> None:
    """Refuse what is in the letters of neither encoding. Raises `DefinitionError`."""
    try:
        content.decode()
    except UnicodeDecodeError:
        pass
    else:
        return
    if b"BEGIN:V" not in content.upper():
        return  # it is no calendar at all, which is told instead
    for number, line in enumerate(content.split(b"\n"), 1):
        for found in _NOT_WESTERN.finditer(line):
            if len({*found[0]}) > 2:
                what = "the letters are neither UTF-8 nor Windows-1252"
                mend = "write it in UTF-8: iconv -f windows-1251 -t utf-8, if it is in Cyrillic"
                raise DefinitionError([Problem(path, number, found.start() + 1, what, mend)])
