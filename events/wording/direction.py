"""In which direction a language is written."""

# Languages whose script runs from the right to the left; and those scripts, where a code names one.
_FROM_THE_RIGHT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def direction(code: str) -> str:
    """Return whether a language is written from the right (``rtl``) or from the left (``ltr``)."""
    language, *more = code.split("-")
    scripts = [it for it in more if len(it) == 4]
    from_the_right = scripts[0] in _SCRIPTS if scripts else language in _FROM_THE_RIGHT
    return "rtl" if from_the_right else "ltr"


def from_its_side(words: str, code: str) -> str:
    """Return a line of a language that begins with an isolated name, so that it begins at its side.

    Not every program passes over the name when it looks for the direction of a line.
    """
    begins_with_name = words.startswith("\N{FIRST STRONG ISOLATE}")
    if begins_with_name and direction(code) == "rtl":
        return f"\N{RIGHT-TO-LEFT MARK}{words}"
    return words
