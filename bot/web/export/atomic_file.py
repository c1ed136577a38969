"""Files that a reader finds as they were or as they will be, and never in between."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes, part: Path) -> bool:
    """Write a file whole, so that even a loss of power leaves the old content or the new.

    ``part`` is the file that is filled first, on the same file system. A file that has the content
    already is left alone; returns whether it was not. Raises OSError.
    """
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return False
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return True


def sync_folder(folder: Path) -> None:
    """Have the names of a folder's files last, too. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
