"""The ``.env`` file: lines of NAME=value, of which none may be lost without a word."""

import os
import re
import stat
from collections.abc import Collection, Mapping
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from bot.config.names import OURS, fault_of_name

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
    lines: dict[str, int] = {}
    for binding in parse_stream(StringIO(text)):
        line = _line(binding)
        fault = _fault(binding, known) or _fault_of_second(binding, lines)
        if fault:
            problems.append(f"{path}:{line}: {fault}")
        elif binding.key:
            lines[binding.key] = line
    return {} if problems else dotenv_values(stream=StringIO(text))


def warnings_of_file(
    path: Path, given: Mapping[str, str | None], secret: Collection[str]
) -> list[str]:
    """Warn of a file that every user of the machine can read, if one of its settings is secret."""
    held = [name for name in secret if given.get(name)]
    if not held:
        return []
    try:
        mode = path.stat().st_mode
    except OSError:
        return []
    if os.name != "posix" or not mode & stat.S_IROTH:
        return []
    what = f"every user of this machine can read {held[0]} here"
    return [f"{path}: warning: {what} (chmod 600 {path})"]


def _fault(binding: Binding, known: Collection[str]) -> str | None:
    name = binding.key
    if name is None and not binding.error:
        return None  # a comment, or nothing
    if name is None or binding.value is None or not _NAME.fullmatch(name):
        return "not NAME=value (write it as PODIUM_PORT=8080, or put # before it to leave it out)"
    return fault_of_name(name, known, "remove it")


def _fault_of_second(binding: Binding, lines: Mapping[str, int]) -> str | None:
    # Names of other programs are none of our business.
    name = binding.key
    if name is None or not name.startswith(OURS) or name not in lines:
        return None
    return f"{name} is set already in line {lines[name]} (keep one of the two)"


def _line(binding: Binding) -> int:
    """Return the number of a binding's line, after the empty lines that the binding begins with."""
    text = binding.original.string
    return binding.original.line + text[: len(text) - len(text.lstrip())].count("\n")
