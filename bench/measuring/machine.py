"""What the figures were measured on."""

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from bench.measuring.table import Row, show

PACKAGES = ("icalendar", "uvicorn", "uvloop", "httptools", "starlette", "apscheduler")


def show_machine() -> None:
    """Print the machine's facts."""
    show(
        "Machine",
        [
            Row("processor", _processor()),
            Row("cores", str(os.cpu_count())),
            Row("memory", _first(r"MemTotal:\s*(\d+)", Path("/proc/meminfo"), "? ") + " kB"),
            Row("system", f"{platform.system()} {platform.release()}"),
            Row("load when it began", "{:.1f} {:.1f} {:.1f}".format(*os.getloadavg())),
            Row("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
            *(Row(package, version(package)) for package in PACKAGES),
            Row("nginx", _tool("nginx", "-v")),
            Row("wrk", _tool("wrk", "-v")),
        ],
    )


def _processor() -> str:
    name = _first(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo"), platform.processor())
    return f"{name} ({platform.machine()})"


def _first(pattern: str, file: Path, otherwise: str) -> str:
    found = re.search(pattern, file.read_text(encoding="utf-8")) if file.exists() else None
    return found[1] if found else otherwise


def _tool(name: str, option: str) -> str:
    if not shutil.which(name):
        return "not installed"
    told = subprocess.run([name, option], capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+\.\d+", told.stdout + told.stderr)
    return found[0] if found else "?"
