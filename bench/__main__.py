"""All measurements, or those that are named: ``python -m bench build http``."""

import sys
from collections.abc import Callable
from importlib import import_module

from bench.measuring.machine import show_machine

MODULES = (
    *("build", "edit", "large", "http", "crowd", "punctuality", "networks", "answers"),
    *("planning", "drafting"),
)


def main(names: list[str]) -> int:
    """Run the measurements by name."""
    unknown = set(names) - set(MODULES)
    if unknown:
        print(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(MODULES)}")
        return 2
    show_machine()
    for name in names or MODULES:
        measure: Callable[[], None] = import_module(f"bench.{name}").main
        measure()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
