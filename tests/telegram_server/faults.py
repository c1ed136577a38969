"""What goes wrong: a queue of faults that tests inject."""

import asyncio
import contextlib
import itertools
from dataclasses import dataclass, replace

from tests.telegram_server.http.wire import Response
from tests.telegram_server.refusals import Refusal

FOREVER = 1_000_000_000


@dataclass(frozen=True, slots=True)
class BadGateway:
    """An answer of the proxy in front of Telegram: HTML, not JSON."""

    status: int = 502
    reason: str = "Bad Gateway"

    def response(self) -> Response:
        title = f"{self.status} {self.reason}"
        page = (
            f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
            f"<center><h1>{title}</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
            "</body>\r\n</html>\r\n"
        )
        return Response(self.status, page.encode(), "text/html")


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection breaks instead of an answer."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The answer waits: for so many real seconds, or (None) until the test releases it.

    Then it comes as usual, or is ``then``. A held call whose client hangs up first is dropped,
    never carried out, unless the fault is `delivered`; wait for `TelegramServer.held` to fall
    before the release, as the server learns of a hang-up a moment later than the client.
    """

    seconds: float | None = None
    then: Refusal | None = None


Effect = Refusal | BadGateway | Reset | Hold


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, and the calls that it meets."""

    effect: Effect
    method: str | None = None
    """None: any method."""
    chat_id: int | None = None
    """None: any chat."""
    times: int = 1
    delivered: bool = False
    """Whether the call is carried out before things go wrong."""

    def meets(self, method: str, chat_id: int | None) -> bool:
        return self.method in (None, method.lower()) and self.chat_id in (None, chat_id)


class FaultQueue:
    """Faults in the order of injection; the first that meets a call is used up by it."""

    def __init__(self) -> None:
        self._faults: dict[int, Fault] = {}
        self._numbers = itertools.count()
        self._released = asyncio.Event()
        self.held = 0
        """How many calls are held now."""

    @property
    def pending(self) -> tuple[Fault, ...]:
        return tuple(self._faults.values())

    def add(self, fault: Fault) -> None:
        self._faults[next(self._numbers)] = fault

    def clear(self) -> None:
        self._faults.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, if there is one."""
        for number, fault in self._faults.items():
            if fault.meets(method, chat_id):
                if fault.times > 1:
                    self._faults[number] = replace(fault, times=fault.times - 1)
                else:
                    del self._faults[number]
                return fault
        return None

    async def hold(self, seconds: float | None) -> None:
        """Wait as long as a Hold says."""
        self.held += 1
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._released.wait(), seconds)
        finally:
            self.held -= 1

    def release(self) -> None:
        """Let go of every call that is held now."""
        self._released.set()
        self._released = asyncio.Event()
