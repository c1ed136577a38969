"""Writing files so that a reader finds the old content or the new, and never half of either."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes, part: Path) -> bool:
    """Write a file whole, so that even a loss of power leaves the old content or the new.

    ``part`` is a file on the same file system, which is filled and then renamed. Returns False, and
    leaves the file alone, if it has the content already. Nothing is written through a link: one in
    the file's place is replaced. Raises OSError.
    """
    with suppress(FileNotFoundError):
        if not path.is_symlink() and path.read_bytes() == content:
            return False
    try:
        part.unlink(missing_ok=True)  # what a crash left
        with open(part, "wb", opener=_create) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return True


def _create(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_EXCL | os.O_NOFOLLOW, 0o666)


def sync_folder(folder: Path) -> None:
    """Make the renames in a folder outlast a loss of power. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
