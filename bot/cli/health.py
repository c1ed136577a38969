"""What a running service says of itself at ``PODIUM_ADMIN_PORT``, for `podium status`."""

import json
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from bot.config.settings import Settings

ANSWER_SECONDS = 3.0
MAX_BYTES = 1_000_000
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where one that listens so is asked


def service_lines(settings: Settings) -> Iterator[str]:
    """Yield how the service is, and a line for each of its troubles; nothing if it is not asked."""
    if not settings.admin_port:
        return
    host = ANYWHERE.get(settings.admin_host, settings.admin_host)
    where = f"[{host}]" if ":" in host else host
    url = f"http://{where}:{settings.admin_port}/health"
    try:
        # Without the environment's proxy, which knows nothing of this machine.
        with build_opener(ProxyHandler({})).open(url, timeout=ANSWER_SECONDS) as answer:
            report = json.loads(answer.read(MAX_BYTES))
        status, troubles = str(report["status"]), dict(report["troubles"])
    except URLError as error:
        yield f"does not answer at {url}: {error.reason}"
        return
    except (OSError, ValueError, KeyError, TypeError):
        yield f"does not answer as Podium does at {url}"
        return
    yield status
    for subject, text in troubles.items():
        yield from f"{subject}: {text}".splitlines()
