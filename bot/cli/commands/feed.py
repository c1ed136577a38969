"""Write the iCalendar feed.

To standard output the bytes depend on the definitions alone. Beside FILE a hidden file
keeps what was published, so that calendars learn of each change: keep the two together.
"""

import argparse

from bot.cli.exits import OK
from bot.cli.run import add_confirm, writing_files
from bot.clock import SystemClock
from bot.terminal.output import printing
from bot.terminal.source import given_settings, tell_source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to write the feed."""
    parser.add_argument("-o", "--output", type="path", metavar="FILE", help="where to write it")
    add_confirm(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the feed of everything into a file, or print it."""
    from bot.publishing.parts.feeds import calendar_feed
    from bot.publishing.publication import Publication
    from bot.terminal.definitions import load
    from events.revisions import first_revisions

    settings = given_settings()
    agendas = load(settings.agendas, settings.database)
    if arguments.output is not None:
        from bot.web.export.site_export import publish_feed

        with writing_files("feed", arguments.output):
            publish_feed(
                arguments.output,
                agendas,
                settings.public_url,
                SystemClock().now(),
                settings.masthead,
                confirmed=arguments.confirm,
            )
        tell_source(settings.agendas, agendas)
        return OK
    publication = Publication(
        agendas, first_revisions(agendas), settings.public_url, masthead=settings.masthead
    )
    content = calendar_feed(publication)
    with printing() as output:
        output.buffer.write(content)
    tell_source(settings.agendas, agendas)
    return OK
