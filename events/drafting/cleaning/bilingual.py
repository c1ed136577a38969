"""Reports that say everything in two languages, with a stroke between: Date / Datum: 10 March / 10. März."""

import re

_NAMES = (
    r"what|where|when|who|event|subject|dates?|time|place|venue|location|city|topic|title|was|wann|wo|wer|ort|datum|termin|zeit|uhrzeit|beginn|"
    r"veranstaltung|anlass|thema|quoi|objet|sujet|quand|où|qui|lieu|heure|événement|что|кто|где|когда|дата|время|место|тема"
)
_LABELS = re.compile(
    rf"(?P<before>\s*)(?P<name>{_NAMES})\s?(?P<stroke>[/|–-])\s?(?:{_NAMES})\s?:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_STROKE = re.compile(r"\s[/|]\s")
_FEWEST = 3  # words of a half, or it is only an aside


def in_one_language(text: str) -> str:
    """Return a text in the first of its two languages, if its labels are in both."""
    if ":" not in text or not any(map(_LABELS.fullmatch, text.split("\n"))):
        return text
    kept: list[str] = []
    is_second = False  # a line that goes on with what the line before says in the other language
    for line in text.split("\n"):
        if labels := _LABELS.fullmatch(line):
            kept.append(f"{labels['before']}{labels['name']}: {_STROKE.split(labels['value'])[0]}")
            is_second = False
            continue
        one, *others = _STROKE.split(line)
        if len(others) == 1 and min(len(one.split()), len(others[0].split())) >= _FEWEST:
            kept.append(one)
            is_second = not line.rstrip().endswith((".", ":"))
        elif is_second and line[:1].islower():
            is_second = not line.rstrip().endswith((".", ":"))
        else:
            kept.append(line)
            is_second = False
    return "\n".join(kept)
