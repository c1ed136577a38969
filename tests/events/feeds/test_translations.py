"""A title that Podium makes is in the language of the feed, in each of its formats."""

from pathlib import Path

import pytest

from bot.publishing.parts.feeds import atom_feed, calendar_feed, jscalendar_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.definitions.loader import load
from events.revisions import first_revisions

SUMMIT = """\
agenda: week
title: Week
timezone: UTC
events:
  - id: summit
    kind: summit
    title: Gipfel
    start: 2026-12-10
    accreditation: {until: 2026-12-01}
"""


@pytest.mark.parametrize(
    ("code", "title"), [("en", "Accreditation for Gipfel"), ("de", "Akkreditierung: Gipfel")]
)
def test_a_deadline_of_accreditation_has_its_title_in_the_language_of_the_feed(
    tmp_path: Path, code: str, title: str
) -> None:
    file = tmp_path / "week.yaml"
    file.write_text(SUMMIT, encoding="utf-8")
    agendas = load(file)
    publication = Publication(agendas, first_revisions(agendas))
    selection = Selection(lang=code)

    for render in (calendar_feed, jscalendar_feed, atom_feed):
        assert title in render(publication, selection).decode()
