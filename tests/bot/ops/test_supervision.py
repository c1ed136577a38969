"""Work that is kept running: begun again after a failure, told of, and ended with its context."""

import asyncio
import itertools
from datetime import timedelta

from bot.ops.incidents import Incidents
from bot.ops.supervision import RestartPolicy, kept_running
from tests.patience import PATIENCE

SOON = RestartPolicy(wait=timedelta(milliseconds=1), well_after=timedelta(milliseconds=20))


async def until_told(told: list[str], lines: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(told) < lines:  # noqa: ASYNC110 - a listener cannot be waited for
            await asyncio.sleep(0.001)


async def test_work_that_fails_is_begun_again_and_told_of_until_it_goes_well() -> None:
    incidents, told = Incidents(), list[str]()
    incidents.listen(told.append)
    failures = iter([OSError(), OSError()])

    async def work() -> None:
        for failure in failures:
            raise failure
        await asyncio.Event().wait()

    async with kept_running("the work", work, incidents, SOON):
        await until_told(told, 2)

    assert told == [
        "running the work: failed, and is begun again: OSError",
        "running the work: all is well again",
    ]


async def test_the_wait_doubles_with_each_failure_until_the_work_went_well() -> None:
    policy = RestartPolicy()
    waits = [policy.wait_after(failures).total_seconds() for failures in (1, 2, 3, 6, 7, 1000)]
    assert waits == [1, 2, 4, 32, 60, 60]

    begun, noted = list[float](), list[int]()
    loop = asyncio.get_running_loop()

    class Noted(RestartPolicy):
        def wait_after(self, failures: int) -> timedelta:
            noted.append(failures)
            return super().wait_after(failures)

    hurried = Noted(
        wait=timedelta(seconds=0.02),
        longest=timedelta(seconds=0.08),
        well_after=timedelta(seconds=0.5),
    )

    async def work() -> None:
        begun.append(loop.time())
        if len(begun) == 5:
            await asyncio.sleep(0.6)
        if len(begun) < 7:
            raise OSError
        await asyncio.Event().wait()

    async with kept_running("the work", work, Incidents(), hurried), asyncio.timeout(PATIENCE):
        while len(begun) < 7:  # noqa: ASYNC110 - the work is all that there is
            await asyncio.sleep(0.001)

    pauses = [later - before for before, later in itertools.pairwise(begun)]
    for pause, least in zip(pauses, [0.02, 0.04, 0.08, 0.08, 0.62, 0.04], strict=True):
        assert pause >= least * 0.9
    assert noted == [1, 2, 3, 4, 1, 2]


async def test_work_that_is_done_is_not_begun_again() -> None:
    begun = 0

    async def work() -> None:
        nonlocal begun
        begun += 1

    async with kept_running("the work", work, Incidents(), SOON):
        await asyncio.sleep(0.02)

    assert begun == 1


async def test_work_ends_with_its_context() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with kept_running("the work", work, Incidents(), SOON):
        await begun.wait()
        assert not ended.is_set()

    assert ended.is_set()
