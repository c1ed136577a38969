"""What is served over HTTP: the site to everybody, and how all stands to the operator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.service.assembly.foundation import Foundation
from bot.web.admin import admin_app
from bot.web.server.limits import ConnectionLimits
from bot.web.server.server import RunningServer, start, stop_all
from bot.web.site import build_app


@dataclass(frozen=True, slots=True)
class Servers:
    """The running servers; ``admin`` is the operator's, None without a port for it."""

    site: RunningServer
    admin: RunningServer | None


@asynccontextmanager
async def serving(base: Foundation) -> AsyncIterator[Servers]:
    """Serve for as long as the context lasts. Raises `CannotListen`."""
    settings = base.settings
    app = build_app(base.publication, base.clock, base.health)
    base.reloader.on_publication(app.renew)
    site = await start(app, settings.host, settings.port, ConnectionLimits())
    servers = [site]
    try:
        admin = None
        if settings.admin_port is not None:
            whole = admin_app(base.publication, base.clock, base.health)
            where = (settings.admin_host, settings.admin_port)
            admin = await start(whole, *where, ConnectionLimits())
            servers.append(admin)
        yield Servers(site, admin)
    finally:
        await stop_all(servers)
