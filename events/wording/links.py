"""The labels of addresses: what is live, in which language, what more there is to read."""

from collections.abc import Iterator

from events.model import Event, Link, language_of, same_language
from events.wording.english import ENGLISH
from events.wording.language import Language


def stream_label(stream: Link, words: str, language: Language) -> str:
    """Label a stream: with its title, else with ``words`` for what it is; and its language."""
    return _with_language(_titled(stream, words, language), stream, language)


def link_label(link: Link, language: Language) -> str:
    """Label an address where more is to be read."""
    return _with_language(_titled(link, language.more, language), link, language)


def outcome_lines(event: Event, language: Language) -> Iterator[str]:
    """Yield what came of an event, and where to read it."""
    if event.outcome:
        yield f"{language.outcome}{language.colon}{language.isolated.format(event.outcome.text)}"
        if event.outcome.url:
            yield event.outcome.url


def _titled(link: Link, words: str, language: Language) -> str:
    return language.isolated.format(link.title) if link.title else words


def _with_language(label: str, link: Link, language: Language) -> str:
    return f"{label} ({language_name(link.language, language)})" if link.language else label


def marked_text(event: Event, name: str, text: str, language: Language) -> str:
    """Write a text of an event, by its name, behind the language that it is in if that is another.

    A language that nothing says is not marked.
    """
    own = language_of(event, name, language.code)
    if own is None or same_language(own, language.code):
        return text
    return f"[{language_name(own, language)}] {text}"


def language_name(code: str, language: Language = ENGLISH) -> str:
    """Return the name of a language by its code, in another language; the code if it is unknown."""
    from babel import Locale, UnknownLocaleError  # late: who has no such link need not wait for it

    try:
        name = Locale.parse(code, sep="-").get_display_name(language.code)
    except (ValueError, UnknownLocaleError):
        return code
    return name or code
