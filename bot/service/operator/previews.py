"""What would be posted, for whoever asks in the operator's chat: a message, or a page as a file."""

import asyncio
import sqlite3
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.config.destinations.destinations_file import read_wanted_now
from bot.config.settings import Settings
from bot.database.engine import cause
from bot.errors import PodiumError
from bot.messages.answers.answer import Answer, Document
from bot.messages.answers.operator.document import caption, fits
from bot.messages.answers.operator.report import report_answer
from bot.ops.given_up import in_thread
from bot.ops.logging import quiet, redact
from bot.publishing.reports.pauses import is_called, which_lines
from bot.service.operator.asked import preview_asked
from bot.service.preview.message import preview_post
from bot.service.preview.page import render_page
from bot.service.preview.rehearsal import Listener, Rehearsal, listeners, rehearse
from bot.service.preview.words import remarks, summary_words
from bot.terminal.source import source_phrase
from events.errors import DefinitionError, Refusal

WEEK = timedelta(days=7)


async def preview_answer(settings: Settings, words: str, now: datetime) -> Answer | Document:
    """Answer /preview: nothing is posted, and posts that are due meanwhile do not wait for it."""
    try:
        length, named = preview_asked(words.split(), WEEK)
        wanted = await asyncio.to_thread(read_wanted_now, settings)
        everybody = listeners(settings, wanted)
        chosen = [
            each for each in everybody if not named or is_called(each.label, each.name, named)
        ]
        if not chosen:
            labels = {each.label: each.name for each in everybody}
            return report_answer(which_lines("preview", labels, named))
        work = partial(_rehearsed, settings, everybody, chosen, now, length)
        return await in_thread(work, "preview")
    except (Refusal, DefinitionError, PodiumError) as error:
        return report_answer(str(error).split("\n"))
    except (SQLAlchemyError, sqlite3.Error) as error:
        return report_answer([f"The ledger cannot be used: {redact(cause(error))}"])
    except OSError as error:
        return report_answer([f"The ledger cannot be copied: {error.strerror}"])


def _rehearsed(
    settings: Settings,
    everybody: list[Listener],
    chosen: list[Listener],
    now: datetime,
    length: timedelta,
) -> Answer | Document:
    with quiet():
        rehearsal = asyncio.run(rehearse(settings, everybody, chosen, now, length))
    return _told(settings, chosen, rehearsal)


def _told(settings: Settings, chosen: list[Listener], rehearsal: Rehearsal) -> Answer | Document:
    by_name = {each.name: each for each in chosen}
    post = preview_post(rehearsal, by_name, settings.timezone)
    if fits(post):
        return Answer(post)
    source = source_phrase(settings.agendas, rehearsal.agendas)
    page = render_page(rehearsal, by_name, settings.timezone, source)
    told = caption([summary_words(rehearsal), *remarks(rehearsal)])
    return Document("preview.html", page.encode(), told)
