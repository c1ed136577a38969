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
