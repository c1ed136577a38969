"""Standard output, whose reader may have seen enough, and which may be full or closed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn, TextIO

from bot.errors import PodiumError
from events.text import printable

STANDARD_ERROR = 2  # the last of the three descriptors that every process begins with


class CannotPrint(PodiumError):
    """Standard output takes no more; the message says why."""


def tell(text: str) -> None:
    """Print a text for whoever reads standard output. Raises `CannotPrint`."""
    with printing() as output:
        print(printable(text, allowed="\n\t"), file=output)


def complain(text: str) -> None:
    """Print what went wrong, on standard error."""
    print(printable(text, allowed="\n\t"), file=sys.stderr)


@contextmanager
def printing() -> Iterator[TextIO]:
    """Lend standard output, and see that what is printed gets there. Raises `CannotPrint`.

    The command ends in peace when the reader of its output, such as head, has seen enough.
    """
    if sys.stdout is None:
        raise CannotPrint("the output cannot be written: it is closed")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        end_in_peace()
    except OSError as error:
        raise CannotPrint(f"the output cannot be written: {error.strerror}") from None


def end_in_peace() -> NoReturn:
    """End the command as one that has done its work."""
    discard_output()
    raise SystemExit(0)


def keep_descriptors() -> None:
    """Fill the places of standard streams that are closed.

    The next socket would take such a place, and libuv ends the process over a socket there.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= STANDARD_ERROR:
        pass
    os.close(descriptor)


def discard_output() -> None:
    """Let what could not be written go nowhere: Python tries to write it once more as it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
