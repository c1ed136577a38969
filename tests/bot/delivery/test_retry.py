"""When to try again: one decision, as a table."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.outcome import Migrated, NotDelivered, Retry, Unknown
from bot.delivery.retry import RetryPolicy

SECOND = timedelta(seconds=1)
POLICY = RetryPolicy()


@pytest.mark.parametrize(
    ("outcome", "failures", "wait"),
    [
        (NotDelivered("refused"), 1, SECOND),
        (NotDelivered("refused"), 2, 2 * SECOND),
        (NotDelivered("refused"), 3, 4 * SECOND),
        (NotDelivered("refused"), 5, 16 * SECOND),
        (NotDelivered("refused"), 6, 30 * SECOND),
        (NotDelivered("refused"), 10_000, 30 * SECOND),
        (Unknown("reset"), 1, 15 * SECOND),
        (Unknown("reset"), 2, 15 * SECOND),
        (Migrated(-1001), 1, 0 * SECOND),
        (NotDelivered("thrown out", Retry.SLOWLY), 1, timedelta(minutes=5)),
        (NotDelivered("thrown out", Retry.SLOWLY), 9, timedelta(minutes=5)),
        (NotDelivered("bad text", Retry.NEVER), 1, None),
        (NotDelivered("flood", retry_after=7 * SECOND), 1, 7 * SECOND),
        (NotDelivered("flood", retry_after=timedelta(hours=1)), 9, timedelta(hours=1)),
        (NotDelivered("flood", Retry.NEVER, retry_after=7 * SECOND), 1, 7 * SECOND),
    ],
)
def test_the_wait_goes_by_the_cause_and_by_the_failures_so_far(
    outcome: NotDelivered | Unknown | Migrated, failures: int, wait: timedelta | None
) -> None:
    assert POLICY.wait_before(outcome, failures) == wait


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_more_failures_never_mean_a_shorter_wait(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    waits = [POLICY.wait_before(NotDelivered("refused"), failures) for failures in (fewer, more)]

    assert waits[0] is not None
    assert waits[1] is not None
    assert SECOND <= waits[0] <= waits[1] <= POLICY.longest_wait
