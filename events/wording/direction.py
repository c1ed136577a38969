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
