"""Each text of a page says its language and its direction, as far as they are known."""

from datetime import UTC, datetime

import pytest

from bot.publishing.parts.feeds import atom_feed, calendar_feed, jscalendar_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from bot.web.address import Address
from bot.web.pages.render import Pages
from events.definitions.loader import load
from events.revisions import first_revisions
from events.wording.direction import direction

NOW = datetime(2026, 12, 1, tzinfo=UTC)
WEEK = """\
agenda: week
title: {ar: أسبوع, fr: Semaine}
timezone: UTC
language: ar
events:
  - id: talks
    kind: summit
    title: {ar: قمة, en: Summit}
    description: وصف
    start: 2026-12-10 10:00
    programme:
      - {id: arrivals, title: وصول, start: 09:30}
  - {id: other, kind: meeting, title: Réunion, language: fr, start: 2026-12-11, follows: talks}
"""


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    file = tmp_path_factory.mktemp("agenda") / "week.yaml"
    file.write_text(WEEK, encoding="utf-8")
    agendas = load(file)
    return Publication(agendas, first_revisions(agendas))


def test_a_page_marks_each_text_with_its_language(publication: Publication) -> None:
    pages = Pages({"icon.svg": "i", "podium.css": "c", "podium.js": "j"})
    address = Address("https://podium.example")
    by_id = {it.id: it for it in publication.everything}
    page = pages.event(by_id["talks"], publication, address, NOW).decode()
    assert '<h1 id="title" lang="en" dir="ltr">Summit</h1>' in page
    assert '<p lang="ar" dir="rtl">وصف</p>' in page
    assert '<bdi lang="ar" dir="rtl">وصول</bdi>' in page
    assert '<bdi lang="fr" dir="ltr">Réunion</bdi>' in page
    front = pages.agenda(publication, address, NOW).decode()
    assert '<h1 lang="ar" dir="rtl">أسبوع</h1>' in front


def test_feeds_mark_a_text_that_is_in_another_language_than_they_are(
    publication: Publication,
) -> None:
    asked = Selection(lang="fr")
    calendar = calendar_feed(publication, asked).decode().replace("\r\n ", "")
    assert "SUMMARY;LANGUAGE=ar:قمة" in calendar
    assert "DESCRIPTION;LANGUAGE=fr:Vendredi" in calendar
    assert "[arabe] وصف" in calendar
    assert "NAME:Semaine" in calendar
    assert '"locale": "ar"' in jscalendar_feed(publication, asked).decode()
    atom = atom_feed(publication, asked).decode()
    assert '<title xml:lang="ar">قمة' in atom
    assert '<title xml:lang="fr">Réunion' in atom


@pytest.mark.parametrize(
    ("code", "written"),
    [("ar", "rtl"), ("he", "rtl"), ("fr", "ltr"), ("az-Arab", "rtl"), ("ur-Latn", "ltr")],
)
def test_a_language_has_the_direction_of_its_script(code: str, written: str) -> None:
    assert direction(code) == written
