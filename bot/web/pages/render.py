"""Views → HTML. Jinja escapes every text; only the templates themselves write markup."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.publishing.history import MOST_CHANGES
from bot.publishing.parts.diary import diary_of
from bot.publishing.parts.heading import agendas_in, present_day, title_in
from bot.publishing.publication import Publication
from bot.publishing.selection import folder_of
from bot.web.address import Address
from bot.web.asked_language import IN_ENGLISH, AskedLanguage
from bot.web.compiled import CompiledTemplates
from bot.web.feeds import AGENDAS, CHANGES_OF_AGENDA
from bot.web.pages.diary import AskedDiary, DiaryLinks, diary_links, diary_query
from bot.web.pages.page_cache import PassingPage
from bot.web.pages.page_path import PagePath
from bot.web.pages.structured import structured
from bot.web.pages.tongue import tongue
from bot.web.pages.views.agenda import view_agenda
from bot.web.pages.views.event import view_event
from bot.web.pages.views.history import view_changes, view_history
from bot.web.subscribe_links import subscribe_links, webcal_link
from bot.web.wording.languages import words_in
from events.diary.diary_html import diary_html
from events.model import Event, in_language
from events.wording.direction import direction
from events.wording.languages import LANGUAGES
from events.wording.links import link_label, stream_label
from events.wording.press import source_words

EVERY_LANGUAGE = tuple(LANGUAGES)
# To compile the templates takes longer than to render a hundred pages.
COMPILED = CompiledTemplates()


class Pages:
    """Renders pages; ``assets`` are the paths of the static files by name.

    ``languages`` are the codes of those that a page leads to.
    """

    def __init__(self, assets: dict[str, str], languages: tuple[str, ...] = EVERY_LANGUAGE) -> None:
        self._assets = assets
        self._languages = languages
        # Made when a page is first asked for in a language: most sites are read in one or two.
        self._templates: Callable[[str], Environment] = lru_cache(maxsize=None)(self._environment)

    def agenda(
        self,
        publication: Publication,
        address: Address,
        now: datetime,
        asked: AskedLanguage = IN_ENGLISH,
    ) -> bytes:
        """Render the front page as it reads at an instant."""
        language, there = asked.language, _address_in(address, asked)
        agendas = agendas_in(publication, language)
        feeds = [(each.title, f"{there.url}{AGENDAS}{each.id}.ics") for each in agendas]
        parts_of = [(title, webcal_link(feed)) for title, feed in feeds]
        return self._render(
            "agenda.html",
            publication,
            address,
            PagePath.of("", asked),
            view=view_agenda(publication, now, language),
            links=subscribe_links(there, title_in(publication, language)),
            parts_of=parts_of if len(agendas) > 1 else (),
            only=agendas[0] if len(agendas) == 1 else None,
        )

    def event(
        self,
        event: Event,
        publication: Publication,
        address: Address,
        now: datetime,
        asked: AskedLanguage = IN_ENGLISH,
    ) -> bytes:
        """Render an event's own page as it reads at an instant."""
        language = asked.language
        history = view_history(publication, event, language)
        view = view_event(publication, event, now, language)
        page = self._render(
            "event.html",
            publication,
            address,
            PagePath.of(f"events/{event.name}", asked),
            view=view,
            structured=structured(view.event, _address_in(address, asked).url, language),
            history=history,
        )
        return PassingPage(page) if history is None else page

    def changes(
        self,
        publication: Publication,
        address: Address,
        now: datetime,
        asked: AskedLanguage = IN_ENGLISH,
    ) -> bytes:
        """Render the page of the newest changes. Raises `HistoryUnreadable`."""
        days = view_changes(publication, asked.language)
        agendas = agendas_in(publication, asked.language)
        feeds = [(each.title, f"{AGENDAS}{each.id}{CHANGES_OF_AGENDA}"[1:]) for each in agendas]
        return self._render(
            "changes.html",
            publication,
            address,
            PagePath.of("changes", asked),
            days=days,
            feeds_of=feeds if len(agendas) > 1 else (),
            most=MOST_CHANGES,
        )

    def diary(
        self, asked: AskedDiary, publication: Publication, address: Address, now: datetime
    ) -> bytes:
        """Render the diary, with links to other days of it."""
        today = present_day(publication, asked.selection.agenda, now)
        choices = diary_links(asked.selection, today)
        return self._diary(asked, publication, address, choices)

    def whole_diary(self, asked: AskedDiary, publication: Publication, address: Address) -> bytes:
        """Render the diary for a host that takes no query: it has no other days."""
        return self._diary(asked, publication, address, None)

    def _diary(
        self,
        asked: AskedDiary,
        publication: Publication,
        address: Address,
        choices: DiaryLinks | None,
    ) -> bytes:
        diary = diary_of(publication, asked.selection, asked.since)
        query = diary_query(asked.selection)
        path = PagePath.of(f"diary{query}", asked.language)
        page = self._render(
            "diary.html",
            publication,
            address,
            path,
            diary=diary,
            content=diary_html(diary, lambda event: f"{path.root}events/{event.name}"),
            choices=choices,
            as_page=path.path,
            as_text=f"diary.txt{query}",
        )
        return asked.kept_or_not(page)

    def moved(
        self,
        event: Event,
        former: str,
        publication: Publication,
        address: Address,
        asked: AskedLanguage = IN_ENGLISH,
    ) -> bytes:
        """Render the page that leads from an event's former address, by that name, to its own."""
        told = in_language(event, asked.code)
        path = PagePath.of(f"events/{former}", asked)
        return self._render("moved.html", publication, address, path, event=told)

    def missing(
        self, publication: Publication, address: Address, path: PagePath, *, was_event: bool = False
    ) -> bytes:
        """Render the page of an address that leads nowhere."""
        return self._render("missing.html", publication, address, path, was_event=was_event)

    def _environment(self, lang: str) -> Environment:
        language = LANGUAGES[lang]
        templates = Environment(
            loader=PackageLoader("bot.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=COMPILED,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates.globals |= {
            "assets": self._assets,
            "language": language,
            "words": words_in(language),
            "direction": direction(language.code),
            "tongue": partial(tongue, asked=language.code),
            "linked": linked,
            "link_label": partial(link_label, language=language),
            "source_words": partial(source_words, language=language),
            "stream_label": partial(stream_label, words=language.live_video, language=language),
        }
        return templates

    def _render(
        self,
        template: str,
        publication: Publication,
        address: Address,
        path: PagePath,
        **values: object,
    ) -> bytes:
        language = LANGUAGES[path.lang]
        page = (
            self._templates(path.lang)
            .get_template(template)
            .render(
                agenda_title=title_in(publication, language),
                site_address=address.url,
                address=f"{address.url}{folder_of(path.lang)}",
                site=path.site,
                root=path.root,
                tongues=tuple(path.tongues(self._languages)),
                **values,
            )
        )
        return page.encode()


def linked(text: str, address: str, type_: str | None = None) -> Markup:
    """Return a text as HTML, with a link where it has square brackets."""
    before, _, rest = text.partition("[")
    inner, _, behind = rest.partition("]")
    kind = Markup(' type="{}"').format(type_) if type_ else ""
    link = Markup('<a href="{}"{}>{}</a>').format(address, kind, inner)
    return escape(before) + link + escape(behind)


def _address_in(address: Address, asked: AskedLanguage) -> Address:
    return Address(f"{address.url}{folder_of(asked.code)}")
