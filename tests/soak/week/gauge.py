"""What a process uses, as Linux counts it, and whether that grows."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Reading:
    """What a process uses at one moment."""

    kilobytes: int
    files: int
    threads: int


def read_gauge(pid: int) -> Reading:
    """Read what a process uses. Raises OSError if it has ended."""
    process = Path("/proc", str(pid))
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    files = len(list((process / "fd").iterdir()))
    return Reading(int(status["VmRSS"].split()[0]), files, int(status["Threads"]))


@dataclass(frozen=True, slots=True)
class Growth:
    """What one life of a process used in its second quarter, and in its last: the medians."""

    second: Reading
    last: Reading

    @property
    def is_growth(self) -> bool:
        """Whether it grew by more than what comes and goes."""
        return (
            self.last.kilobytes > self.second.kilobytes * 1.05 + 4096
            or self.last.files > self.second.files + 2
            or self.last.threads > self.second.threads + 1
        )

    def __str__(self) -> str:
        second, last = self.second, self.last
        return (
            f"memory {second.kilobytes / 1024:.1f} -> {last.kilobytes / 1024:.1f} MiB, "
            f"files {second.files} -> {last.files}, threads {second.threads} -> {last.threads}"
        )


def growth(readings: list[Reading]) -> Growth | None:
    """Compare the quarters of a life; None for one that was too short."""
    quarter = len(readings) // 4
    if not quarter:
        return None
    return Growth(_median(readings[quarter : 2 * quarter]), _median(readings[-quarter:]))


def _median(readings: list[Reading]) -> Reading:
    return Reading(
        round(median(each.kilobytes for each in readings)),
        round(median(each.files for each in readings)),
        round(median(each.threads for each in readings)),
    )
