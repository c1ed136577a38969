"""The server as a process of its own: `python -m tests.telegram_server --channel @talks`.

Prints one line of JSON when it listens ({"url": …, "token": …}), then serves until it is stopped by
SIGTERM or SIGINT. What happened lives as long as the process, however often the bot restarts.
"""

import argparse
import asyncio
import json
import signal

from tests.telegram_server.http.control import control
from tests.telegram_server.server import TelegramServer


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.telegram_server")
    parser.add_argument("--port", type=int, default=0, help="0, the default: any free port")
    parser.add_argument("--token", help="the bot's token; a random one by default")
    parser.add_argument(
        "--channel",
        action="append",
        default=[],
        metavar="@NAME",
        help="a channel with the bot as its administrator; may be given more than once",
    )
    asyncio.run(_serve(parser.parse_args()))


async def _serve(options: argparse.Namespace) -> None:
    server = TelegramServer(token=options.token)
    server.steer_with(control(server))
    for name in options.channel:
        server.add_channel(name)
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await server.start(options.port)
    print(json.dumps({"url": server.url, "token": server.token}), flush=True)
    await stopped.wait()
    await server.stop()


if __name__ == "__main__":
    main()
