"""How much of passages is found, and how little is false."""

import pytest

from tests.events.drafting.scoring import passages, score


@pytest.mark.parametrize(
    ("name", "found", "right", "false"),
    [
        ("building.txt", 0.98, 0.95, 0.02),
        ("more.txt", 0.95, 0.9, 0.04),
        ("third.txt", 0.95, 0.88, 0.04),
        ("fourth.txt", 0.93, 0.88, 0.04),
        ("fifth.txt", 0.93, 0.85, 0.04),
        ("sixth.txt", 0.85, 0.8, 0.04),
        ("seventh.txt", 0.95, 0.9, 0.04),
        ("aside.txt", 0.9, 0.65, 0.1),
        ("unseen.txt", 0.95, 0.9, 0.04),
        ("unseen-2.txt", 0.95, 0.88, 0.04),
        ("unseen-3.txt", 0.95, 0.9, 0.04),
        ("hand-1.txt", 0.97, 0.95, 0.04),
        ("hand-2.txt", 0.97, 0.9, 0.04),
        ("hand-3.txt", 0.95, 0.9, 0.04),
        ("unseen-4.txt", 0.95, 0.84, 0.04),
        ("unseen-5.txt", 0.96, 0.88, 0.05),
        ("hand-4.txt", 0.98, 0.95, 0.04),
        ("unseen-6.txt", 1.0, 0.96, 0.0),
        ("unseen-7.txt", 1.0, 1.0, 0.0),
        ("unseen-8.txt", 0.98, 0.94, 0.07),
        ("unseen-9.txt", 0.98, 0.95, 0.02),
        ("unseen-10.txt", 0.97, 0.94, 0.03),
        ("unseen-11.txt", 0.92, 0.8, 0.04),
        ("unseen-12.txt", 0.97, 0.96, 0.02),
        ("unseen-13.txt", 0.97, 0.93, 0.02),
    ],
)
def test_passages_are_read_as_well_as_they_were(
    name: str, found: float, right: float, false: float
) -> None:
    counts, told = score(passages(name))
    wanted = counts["expected"]
    assert counts["found"] >= found * wanted, told
    assert counts["all"] >= right * wanted, told
    assert counts["false"] <= false * counts["drafted"], told
    assert counts["wrong pair"] <= 0.05 * wanted, told
