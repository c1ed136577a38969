"""A port that only who is told of it listens at, though nobody does yet, or for a while."""

import socket


def reserved_port(port: int = 0) -> socket.socket:
    """Take a port on 127.0.0.1, a free one if none is given, until the socket is closed.

    The socket does not listen, so another one that may share its address can, as servers' may. To
    everybody else, and to those whom the system chooses a port for, it is taken.
    """
    reserved = socket.socket()
    try:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(("127.0.0.1", port))
    except OSError:
        reserved.close()
        raise
    return reserved


def number_of(reserved: socket.socket) -> int:
    """Return the number of a port."""
    number: int = reserved.getsockname()[1]
    return number
