"""The codes of languages (BCP 47): which there are, and which one was meant."""

import re

from events.definitions.schema import LANGUAGE_PATTERN
from events.errors import Refusal
from events.text import nearest_word, plain_letters, quoted

# All of two letters in use (ISO 639-1): most are read without the tables, which take a while to
# import.
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg
    li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or
    os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_TWO_LETTERS = frozenset(_CODES.split())
# Codes of countries, which are taken for those of their languages, and names in these.
_MEANT = {
    "al": "sq",
    "at": "de",
    "cn": "zh",
    "cz": "cs",
    "deutsch": "de",
    "dk": "da",
    "espanol": "es",
    "francais": "fr",
    "gb": "en",
    "ge": "ka",
    "gr": "el",
    "italiano": "it",
    "jp": "ja",
    "kz": "kk",
    "nederlands": "nl",
    "polski": "pl",
    "portugues": "pt",
    "rs": "sr",
    "ua": "uk",
    "us": "en",
    "русскии": "ru",
    "українська": "uk",
    "العربية": "ar",
}


def parse_language(text: str) -> str:
    """Take the code of a language (BCP 47), as it is written by convention. Raises `Refusal`."""
    if text in _TWO_LETTERS or (_CODE.fullmatch(text) and _by_convention(text) == text):
        return text
    meant = _meant(text)
    what = f"{quoted(text)} is not the code of a language"
    raise Refusal(what, f"write {meant}" if meant else "write en, fr, de, pt-BR …")


def may_be_language(text: str) -> bool:
    """Tell whether a text is the code of a language, or one is meant by it, if a wrong one."""
    return bool(_LIKE_A_CODE.fullmatch(text)) or _meant(text) is not None


_LIKE_A_CODE = re.compile(r"[a-z]{2,3}(?:[-_]\w+)*", re.ASCII)
_CODE = re.compile(LANGUAGE_PATTERN, re.ASCII)


def _by_convention(text: str) -> str | None:
    """Write a code as RFC 5646 §2.1.1 has it: zh-Hant-TW; None for one that nobody has."""
    from babel.core import Locale, get_global  # late: see above

    english = Locale("en")
    language, *more = re.split("[-_]", text.lower())
    language = get_global("language_aliases").get(language, language)
    if language not in _TWO_LETTERS and (len(language) != 3 or language not in english.languages):
        return None
    written = [language]
    if more and len(more[0]) == 4 and more[0].title() in english.scripts:
        written.append(more.pop(0).title())
    if more and more[0].upper() in english.territories:
        written.append(more.pop(0).upper())
    return None if more else "-".join(written)


def _meant(text: str) -> str | None:
    from babel.core import Locale

    word = "".join(it for it in plain_letters(text) if it.isalnum())
    if word in _MEANT:
        return _MEANT[word]
    if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+){0,2}", text, re.ASCII):
        return _by_convention(text)
    named = {name.lower(): code for code, name in Locale("en").languages.items() if len(code) == 2}
    name = nearest_word(word, list(named)) if word else None
    return named[name] if name else None
