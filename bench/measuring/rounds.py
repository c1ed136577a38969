"""Measuring by turns, so that whatever else the machine does hits all that is compared alike."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds that some work takes, without garbage of what ran before.

    The processor's, because whatever else runs on the machine costs it none.
    """
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def by_turns(works: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Return the seconds that each work took in each round, all of them once a round."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            times.append(seconds(work))
    return taken


def ratios(over: Sequence[float], under: Sequence[float]) -> list[float]:
    """Return the ratio of each round."""
    return [one / other for one, other in zip(over, under, strict=True)]


def spread(figures: Sequence[float], form: str = ".2f") -> str:
    """Write the median, with the least and the greatest."""
    middle, least, most = statistics.median(figures), min(figures), max(figures)
    return f"{middle:{form}} ({least:{form}} to {most:{form}})"
