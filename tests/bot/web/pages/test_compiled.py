"""Templates are compiled once, whatever the language, and anew when their text is another one."""

import pytest
from jinja2 import DictLoader, Environment

from bot.web.compiled import CompiledTemplates


def test_what_one_has_compiled_another_has(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = CompiledTemplates()
    texts = {"page": "{{ hello }}, reader"}
    english, french = (
        Environment(loader=DictLoader(texts), autoescape=True, bytecode_cache=compiled)
        for _ in range(2)
    )
    english.globals["hello"], french.globals["hello"] = "Hello", "Bonjour"

    assert english.get_template("page").render() == "Hello, reader"
    monkeypatch.setattr(french, "compile", None)
    assert french.get_template("page").render() == "Bonjour, reader"


def test_another_text_is_compiled_anew() -> None:
    compiled = CompiledTemplates()
    texts = {"page": "old"}
    for text in ("old", "new"):
        texts["page"] = text
        pages = Environment(loader=DictLoader(texts), autoescape=True, bytecode_cache=compiled)
        assert pages.get_template("page").render() == text
