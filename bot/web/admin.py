"""What only the operator is told over HTTP: how everything stands, with every trouble as it is."""

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from bot.clock import Clock
from bot.publishing.publication import CurrentPublication
from bot.web.http.static_response import NOSNIFF, StaticResponse


class Health(Protocol):
    """Tells how the parts beside the site are."""

    def __call__(self) -> Mapping[str, object]:
        """Return the report, whose ``status`` is all that strangers are told of it."""


def admin_app(current: CurrentPublication, clock: Clock, health: Health) -> Starlette:
    """Compose what is served at ``PODIUM_ADMIN_PORT``: the whole report, at ``/health``."""

    async def whole(_: Request) -> StaticResponse:
        agendas = current().agendas
        return health_response(
            {
                "status": "ok",
                "agendas": len(agendas.agendas),
                "events": len(agendas.events),
                "now": clock.now().astimezone(UTC).isoformat(timespec="seconds"),
                **health(),
            }
        )

    app = Starlette(routes=[Route("/health", whole)])
    app.router.redirect_slashes = False
    return app


def health_response(report: Mapping[str, object]) -> StaticResponse:
    """Return a report as JSON that nobody keeps."""
    body = json.dumps(report, default=str).encode() + b"\n"
    headers = (
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"no-store"),
        NOSNIFF,
    )
    return StaticResponse(200, headers, body)
