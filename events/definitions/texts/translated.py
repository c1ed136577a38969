"""Texts that may be in several languages: ``title: {en: …, fr: …}``."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.flow import flow
from events.definitions.schema import MAX_LANGUAGES
from events.definitions.texts.codes import may_be_language, parse_language
from events.definitions.yaml.nodes import MappingNode, ScalarNode
from events.errors import Refusal
from events.model import TRANSLATED, Titles, Translation
from events.text import quoted

Parse = Callable[[str], str]


class Written(NamedTuple):
    """A text as it is written: in a language that is not said there, or in several by code.

    ``by_code`` is in the order in which it is written, and empty for a text without a code.
    """

    text: str
    by_code: Titles = ()

    def main(self, language: str | None) -> str:
        """Return the text in the main language of its event, else the one that stands first."""
        return dict(self.by_code).get(language or "", self.text) if self.by_code else self.text

    def others(self, language: str | None) -> Titles:
        """Return the text in all languages but the main one."""
        return tuple(it for it in self.by_code if it[0] != language)


def read_language(mapping: MappingReader) -> str | None:
    """Read what an event or an agenda says of its language."""
    return mapping.get("language", parse_language)


def main_language(own: str | None, of_agenda: str | None, title: Written | None) -> str | None:
    """Return the code of an event's main language; None if nothing says which it is.

    It is what the event says, else its agenda, else that in which its title stands first.
    """
    first = title.by_code[0][0] if title and title.by_code else None
    return own or of_agenda or first


def read_text(mapping: MappingReader, name: str, parse: Parse) -> Written | None:
    """Read a text, in one language or several; None if it is missing or refused."""
    if name not in mapping.entries:
        return None
    node = mapping.entries[name][1]
    if not isinstance(node, MappingNode):
        text = mapping.get(name, parse)
        return Written(text) if text else None
    if not node.entries:
        mapping.add_problem(node, f"{quoted(name)} has no text", f"write {name}: and a text")
        return None
    if len(node.entries) > MAX_LANGUAGES:
        what = f"{quoted(name)} is in {len(node.entries)} languages, which are too many"
        mapping.add_problem(node, what, f"keep it within {MAX_LANGUAGES}")
        return None
    if not any(map(may_be_language, node.entries)):
        what = f"{quoted(name)} must be a text, or several by their languages"
        mapping.add_problem(node, what, _text_meant(name, node))
        return None
    whole = MappingReader(
        mapping.path,
        node,
        {"properties": {key: {} for key in node.entries}, "required": ()},
        mapping.problems,
    )
    found: dict[str, str] = {}
    for key, _ in node.entries.values():
        text = whole.get(key.text, parse)
        code = _code(mapping, key, node)
        if code and text:
            found[code] = text
    return Written(next(iter(found.values())), tuple(found.items())) if found else None


def _text_meant(name: str, node: MappingNode) -> str:
    """Return how to write what has a colon or braces, and was meant as a text."""
    [(key, (_, value)), *others] = node.entries.items()
    if others or not isinstance(value, ScalarNode):
        return f"write {name}: and one text, in quotes if it has a colon or braces"
    text = f"{key}: {value.text}" if value.text.strip() else f"{{{key}}}"
    return f"write {name}: {flow(text)}"


def _code(mapping: MappingReader, key: ScalarNode, node: MappingNode) -> str | None:
    try:
        return parse_language(key.text)
    except Refusal as refusal:
        meant = refusal.mend.removeprefix("write ")
        if meant in node.entries:
            what = f"{quoted(key.text)} is {meant}, and that stands there as well"
            mapping.add_problem(key, what, "take one of them away")
        else:
            mapping.add_problem(key, refusal.what, refusal.mend)
        return None


def read_texts(
    mapping: MappingReader, parsers: Mapping[str, Parse], language: str | None
) -> dict[str, Written]:
    """Read the texts of an event that are there, in several languages or one.

    A text in several languages has the main ``language``: readers of all others are told that one.
    """
    said = [(name, it) for name, it in parsers.items() if name in mapping.entries]
    found = {name: text for name, it in said if (text := read_text(mapping, name, it))}
    for name, text in found.items():
        check_main(mapping, name, text, language)
    return found


def check_main(mapping: MappingReader, name: str, text: Written, language: str | None) -> None:
    """Add a problem for a text in several languages of which none is the main one."""
    if not text.by_code:
        return
    codes = [code for code, _ in text.by_code]
    if language in codes:
        return
    if language is None:
        what = f"{quoted(name)} is in several languages, and nothing says in which one the title is"
        mapping.add_problem(mapping.where(name), what, f"write language: {codes[0]} beside it")
        return
    what = f"{quoted(name)} has no {language}, which is the main language"
    mend = f"write {language}: and the text in it, or language: {codes[0]} beside {name}:"
    mapping.add_problem(mapping.where(name), what, mend)


def translations(texts: Mapping[str, Written], language: str | None) -> tuple[Translation, ...]:
    """Return what texts say in other languages than the main one, by language."""
    if not any(it.by_code for it in texts.values()):
        return ()
    found: dict[str, dict[str, str]] = {}
    for name in TRANSLATED:
        for code, text in texts[name].others(language) if name in texts else ():
            found.setdefault(code, {})[name] = text
    return tuple(Translation(code, **by_name) for code, by_name in found.items())
