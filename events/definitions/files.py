"""Which files hold definitions, and their bytes."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from events.definitions.yaml.parsing import MAX_BYTES
from events.errors import NOWHERE, DefinitionError, Problem

SUFFIXES = (".yaml", ".yml")
MAX_DEPTH = 32  # folders within folders
MAX_FILES = 10_000
OPENING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

Identity = tuple[int, int]  # of a folder or file, by whichever name: its device and inode


def definition_files(path: Path, problems: list[Problem]) -> list[Path]:
    """Return the definition files at a path, in the order of their names."""
    if not path.is_dir():
        return [path]
    return _Walk(problems).files_of(path)


def definition_folders(path: Path) -> list[Path]:
    """Return the folders that are looked through for definitions at a path: each once."""
    if not path.is_dir():
        return []
    walk = _Walk([])
    walk.files_of(path)
    return walk.folders


def passed_over(path: Path) -> list[Problem]:
    """Warn of the files in a folder and below it that look like definitions, and are not read."""
    if not path.is_dir():
        return []
    warnings = []
    for folder, below, names in os.walk(path):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            if name.startswith(".") or not (mend := _passed_over_mend(name)):
                continue
            what = "is passed over: only *.yaml and *.yml are read"
            warnings.append(Problem(Path(folder, name), *NOWHERE, what, mend))
    return warnings


def _passed_over_mend(name: str) -> str | None:
    small = name.lower()
    if small.endswith(".ics"):
        return "write its events in an agenda.yaml"
    meant = small.removesuffix(".txt")
    if not meant.endswith(SUFFIXES) or name.endswith(SUFFIXES):
        return None
    return f"rename it to {name[: meant.rindex('.')]}{meant[meant.rindex('.') :]}"


class _Walk:
    """Goes through a folder and what is below it: each folder once, by however many links."""

    def __init__(self, problems: list[Problem]) -> None:
        self.folders: list[Path] = []
        self._problems = problems
        self._files: list[Path] = []
        self._walked: set[Identity] = set()

    def files_of(self, folder: Path) -> list[Path]:
        """Return the definition files."""
        with suppress(OSError):
            self._enter(folder, _identity(folder.stat()), ())
        return self._files

    def _enter(self, folder: Path, this: Identity, above: tuple[Identity, ...]) -> None:
        if this in above:
            what = "the symbolic link leads back to a folder that it is in"
            self._tell(folder, what, "remove the link")
            return
        if this in self._walked:
            return
        self._walked.add(this)
        if len(above) >= MAX_DEPTH:
            self._tell(folder, f"is more than {MAX_DEPTH} folders deep", "move it further up")
            return
        try:
            names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - Path.iterdir is slower and no clearer
        except OSError as error:
            mend = "check who may read the folder"
            self._tell(folder, f"cannot be listed: {error.strerror}", mend)
            return
        self.folders.append(folder)
        for name in names:
            self._take(folder / name, (*above, this))

    def _take(self, child: Path, above: tuple[Identity, ...]) -> None:
        try:
            status = child.stat()
        except OSError:
            status = None  # told of where it is read
        if status and stat.S_ISDIR(status.st_mode):
            before = len(self._files)
            self._enter(child, _identity(status), above)
            if child.suffix in SUFFIXES and len(self._files) == before:
                # As Docker makes it of a mounted file that is not there: its events are not gone.
                what = "is a folder, and no file, and there are no definitions in it"
                self._tell(child, what, "put the file back, or take the folder away")
        elif child.suffix in SUFFIXES:
            if len(self._files) == MAX_FILES:
                what = f"there are more than {MAX_FILES} files of definitions"
                self._tell(child, what, "put several agendas' events in one, or move files away")
            if len(self._files) <= MAX_FILES:
                self._files.append(child)

    def _tell(self, path: Path, what: str, mend: str) -> None:
        self._problems.append(Problem(path, *NOWHERE, what, mend))


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino


def read_definitions(path: Path, most: int = MAX_BYTES) -> bytes:
    """Read a file, and no more of it than tells that it has more than ``most`` bytes.

    Only a regular file is opened, and without waiting: a named pipe or a device may have nothing to
    tell for ever. What has no size is not read: so are the files that the system makes up in
    /proc, some of which never end, and some of which are secret.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _unread(path, f"is {_kind(status.st_mode)}, and no file", "remove it")
        descriptor = os.open(path, OPENING)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)  # another may have taken its place
            if not stat.S_ISREG(status.st_mode):
                raise _unread(path, f"is {_kind(status.st_mode)}, and no file", "remove it")
            return file.read(most + 1) if status.st_size else b""
    except OSError as error:
        mend = "check the path and who may read it"
        raise _unread(path, f"cannot be read: {error.strerror}", mend) from None


def _unread(path: Path, what: str, mend: str) -> DefinitionError:
    return DefinitionError([Problem(path, *NOWHERE, what, mend)])


def _kind(mode: int) -> str:
    kinds = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket", stat.S_IFDIR: "a folder"}
    return kinds.get(stat.S_IFMT(mode), "a device")
