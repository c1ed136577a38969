"""Views → HTML. Jinja escapes every text; only the templates themselves write markup."""

from datetime import datetime
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.publishing.history import MOST_CHANGES
from bot.publishing.publication import Publication
from bot.web.address import Address
from bot.web.feeds import AGENDAS, CHANGES_OF_AGENDA
from bot.web.pages.diary import AskedDiary, Choices, diary_choices, diary_query
from bot.web.pages.history_views import view_changes, view_history
from bot.web.pages.page_cache import PassingPage
from bot.web.pages.structured import structured
from bot.web.pages.tongue import tongue
from bot.web.pages.views import view_agenda, view_event
from bot.web.subscribe_links import subscribe_links, webcal_link
from events.diary.diary_html import diary_html
from events.model import Event, agenda_in_language, in_language
from events.wording.english import ENGLISH
from events.wording.links import link_label, stream_label


class Pages:
    """Renders pages; ``assets`` are the paths of the static files by name.

    Links within the site are relative, so that the site works below any path of a host.
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
        self._templates.globals["tongue"] = tongue
        self._templates.globals["link_label"] = link_label
        self._templates.globals["stream_label"] = partial(stream_label, words=ENGLISH.live_video)

    def agenda(self, publication: Publication, address: Address, now: datetime) -> bytes:
        """Render the front page as it reads at an instant."""
        agendas = [agenda_in_language(it, ENGLISH.code) for it in publication.agendas.agendas]
        feeds = [(each.title, f"{address.url}{AGENDAS}{each.id}.ics") for each in agendas]
        parts_of = [(title, webcal_link(feed)) for title, feed in feeds]
        return self._render(
            "agenda.html",
            publication,
            address,
            root="./",
            view=view_agenda(publication, now),
            links=subscribe_links(address, publication.title),
            parts_of=parts_of if len(agendas) > 1 else (),
            only=agendas[0] if len(agendas) == 1 else None,
        )

    def event(
        self, event: Event, publication: Publication, address: Address, now: datetime
    ) -> bytes:
        """Render an event's own page as it reads at an instant."""
        history = view_history(publication, event)
        view = view_event(publication, event, now)
        page = self._render(
            "event.html",
            publication,
            address,
            root="../",
            view=view,
            structured=structured(view.event, address.url),
            history=history,
        )
        return PassingPage(page) if history is None else page

    def changes(self, publication: Publication, address: Address, now: datetime) -> bytes:
        """Render the page of the newest changes. Raises `HistoryUnreadable`."""
        days = view_changes(publication)
        agendas = [agenda_in_language(it, ENGLISH.code) for it in publication.agendas.agendas]
        feeds = [(each.title, f"{AGENDAS}{each.id}{CHANGES_OF_AGENDA}"[1:]) for each in agendas]
        return self._render(
            "changes.html",
            publication,
            address,
            root="./",
            days=days,
            feeds_of=feeds if len(agendas) > 1 else (),
            most=MOST_CHANGES,
        )

    def diary(
        self, asked: AskedDiary, publication: Publication, address: Address, now: datetime
    ) -> bytes:
        """Render the diary, with links to other days and languages of it."""
        choices = diary_choices(asked.selection, publication.today(asked.selection.agenda, now))
        return self._diary(asked, publication, address, choices)

    def whole_diary(self, asked: AskedDiary, publication: Publication, address: Address) -> bytes:
        """Render the diary for a host that takes no query: it has no other days or languages."""
        return self._diary(asked, publication, address, ())

    def _diary(
        self,
        asked: AskedDiary,
        publication: Publication,
        address: Address,
        choices: tuple[Choices, ...],
    ) -> bytes:
        diary = publication.diary(asked.selection, asked.since)
        page = self._render(
            "diary.html",
            publication,
            address,
            root="./",
            diary=diary,
            content=diary_html(diary, lambda event: f"events/{event.name}"),
            choices=choices,
            as_text=f"diary.txt{diary_query(asked.selection)}",
        )
        return asked.kept_or_not(page)

    def moved(self, event: Event, publication: Publication, address: Address) -> bytes:
        """Render the page that leads from an event's former address to its own."""
        told = in_language(event, ENGLISH.code)
        return self._render("moved.html", publication, address, root="../", event=told)

    def missing(
        self, publication: Publication, address: Address, root: str, *, was_event: bool = False
    ) -> bytes:
        """Render the page of an address that leads nowhere; the page's links begin at ``root``."""
        return self._render("missing.html", publication, address, root=root, was_event=was_event)

    def _render(
        self, template: str, publication: Publication, address: Address, **values: object
    ) -> bytes:
        page = self._templates.get_template(template).render(
            agenda_title=publication.title, address=address.url, **values
        )
        return page.encode()
