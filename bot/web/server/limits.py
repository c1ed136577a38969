"""How long one HTTP connection may take, and how much it may send."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What a connection is cut off for, or refused.

    - ``request``: how long a request's head may take to come, and the first one after connecting
    - ``response``: how long a client may read nothing of a response that waits to be read
    - ``idle``: how long a connection stays between two requests, in whole seconds
    - ``farewell``: how long a client may go on sending after its last response
    - ``stop``: how long the responses under way are given when the server stops, in whole seconds
    - ``head_bytes``: how long a request's head may be
    - ``held_bytes``: how much all connections together may hold of requests that have to wait
    """

    request: timedelta = timedelta(seconds=10)
    response: timedelta = timedelta(seconds=60)
    idle: timedelta = timedelta(seconds=5)
    farewell: timedelta = timedelta(seconds=2)
    stop: timedelta = timedelta(seconds=5)
    head_bytes: int = 32 * 1024
    held_bytes: int = 8 * 1024 * 1024
