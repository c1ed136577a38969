"""The ``.env`` file: lines of NAME=value, of which none may be lost without a word."""

import re
from collections.abc import Collection
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from events.text import nearest_word

OURS = ("PODIUM_", "TELEGRAM_")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def read_env_file(path: Path, known: Collection[str], problems: list[str]) -> dict[str, str | None]:
    """Read the variables of a file, which need not exist.

    ``known`` are the settings' names. What is wrong is added to ``problems``, without any value
    and without a line that cannot be read: either may hold a token.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except OSError as error:
        problems.append(f"{path}: cannot be read: {error.strerror} (make it a file, readable)")
        return {}
    except UnicodeError:
        problems.append(f"{path}: not UTF-8 (save it as UTF-8 text)")
        return {}
    for binding in parse_stream(StringIO(text)):
        fault = _fault(binding, known)
        if fault:
            problems.append(f"{path}:{_line(binding)}: {fault}")
    return {} if problems else dotenv_values(stream=StringIO(text))


def _fault(binding: Binding, known: Collection[str]) -> str | None:
    name = binding.key
    if name is None and not binding.error:
        return None  # a comment, or nothing
    if name is None or binding.value is None or not _NAME.fullmatch(name):
        return "not NAME=value (write it as PODIUM_PORT=8080, or put # before it to leave it out)"
    if name in known or not name.upper().startswith(OURS):
        return None
    guess = nearest_word(name, list(known))
    return f"{name} is no setting ({f'did you mean {guess}?' if guess else 'remove it'})"


def _line(binding: Binding) -> int:
    """Return the number of a binding's line, after the empty lines that the binding begins with."""
    text = binding.original.string
    return binding.original.line + text[: len(text) - len(text.lstrip())].count("\n")
