"""Views → HTML. Jinja escapes every text; only the templates themselves write markup."""

from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.publication import Publication
from bot.web.address import Address, subscription
from bot.web.page import view_agenda, view_event
from events.model import Event


class Pages:
    """Renders pages; ``assets`` are the addresses of the static files by name.

    Links within the site are relative, so that it works under any path of a host.
    """

    def __init__(self, assets: dict[str, str]) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["assets"] = assets

    def agenda(self, publication: Publication, address: Address, now: datetime) -> bytes:
        """Render the front page as it reads at an instant."""
        return self._render(
            "agenda.html",
            publication,
            address,
            root="./",
            view=view_agenda(publication, now),
            subscription=subscription(address, publication.agendas.title),
        )

    def event(
        self, event: Event, publication: Publication, address: Address, now: datetime
    ) -> bytes:
        """Render an event's own page as it reads at an instant."""
        return self._render(
            "event.html",
            publication,
            address,
            root="../",
            view=view_event(publication, event, now),
        )

    def missing(self, publication: Publication, address: Address, path: str) -> bytes:
        """Render what an address shows that leads nowhere."""
        return self._render(
            "missing.html",
            publication,
            address,
            root="../" * (path.count("/") - 1) or "./",
            was_event=path.startswith("/events/"),
        )

    def _render(
        self, template: str, publication: Publication, address: Address, **values: object
    ) -> bytes:
        page = self._templates.get_template(template).render(
            agenda_title=publication.agendas.title, address=address.url, **values
        )
        return page.encode()
