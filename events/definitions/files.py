"""Which files hold definitions, and their bytes."""

import os
from pathlib import Path

from events.definitions.yaml.nodes import MAX_BYTES
from events.errors import NOWHERE, DefinitionError, Problem

SUFFIXES = (".yaml", ".yml")


def definition_files(path: Path, problems: list[Problem]) -> list[Path]:
    """Return the definition files at a path, in the order of their names."""
    if not path.is_dir():
        return [path]
    files: list[Path] = []
    _walk(path, (path.resolve(),), files, problems)
    return files


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


def _walk(
    folder: Path, above: tuple[Path, ...], files: list[Path], problems: list[Problem]
) -> None:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - Path.iterdir is slower and no clearer
    except OSError as error:
        mend = "check who may read the folder"
        problems.append(Problem(folder, *NOWHERE, f"cannot be listed: {error.strerror}", mend))
        return
    for name in names:
        child = folder / name
        if child.is_dir():
            inside = child.resolve()
            if inside in above:
                what = "the symbolic link leads back to a folder that it is in"
                problems.append(Problem(child, *NOWHERE, what, "remove the link"))
            else:
                _walk(child, (*above, inside), files, problems)
        elif child.suffix in SUFFIXES:
            files.append(child)


def read_definitions(path: Path) -> bytes:
    """Read a file, and no more of it than tells that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        mend = "check the path and who may read it"
        raise DefinitionError(
            [Problem(path, *NOWHERE, f"cannot be read: {error.strerror}", mend)]
        ) from None
