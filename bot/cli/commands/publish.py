"""Write page and feeds as files, for any static host.

Needs PODIUM_PUBLIC_URL. Each language but English has a folder of its own in DIR. Writes only
what has changed, and removes what it wrote before and is no longer a part. DIR/.podium.json
keeps what was published: keep it.
"""

import argparse

from bot.cli.exits import OK
from bot.cli.run import add_confirm, writing_files
from bot.clock import SystemClock
from bot.config.settings import parse_languages
from bot.errors import SettingsError
from bot.terminal.output import tell
from bot.terminal.source import given_settings, source_phrase
from events.errors import Refusal
from events.text import shown_path
from events.wording.languages import LANGUAGES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to write the site."""
    parser.add_argument("folder", type="path", metavar="DIR", help="the folder, made if need be")
    parser.add_argument(
        "--lang",
        type=_languages,
        metavar="CODES",
        help="the languages besides English, such as fr,ar, in place of PODIUM_LANGUAGES; there "
        f"are {', '.join(LANGUAGES)}",
    )
    add_confirm(parser)


def _languages(text: str) -> tuple[str, ...]:
    try:
        return parse_languages(text)
    except Refusal as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from None


def run(arguments: argparse.Namespace) -> int:
    """Write the whole site, and tell how many files that took."""
    from bot.terminal.definitions import load
    from bot.web.export.site_export import publish_site

    settings = given_settings()
    if settings.public_url is None:
        raise SettingsError(
            "PODIUM_PUBLIC_URL: published pages and feeds must name their own address "
            "(set it to where DIR will be served, such as https://podium.example)"
        )
    linked = settings.languages or tuple(LANGUAGES)
    languages = arguments.lang or linked
    agendas = load(settings.agendas, settings.database)
    with writing_files("publish", arguments.folder):
        done = publish_site(
            arguments.folder,
            agendas,
            settings.public_url,
            SystemClock().now(),
            settings.masthead,
            confirmed=arguments.confirm,
            languages=languages,
        )
    told = f"{done.written} written, {done.removed} removed, {done.unchanged} unchanged"
    tell(f"{shown_path(arguments.folder)}: {told}")
    tell(f"read {source_phrase(settings.agendas, agendas)}")
    if missing := [code for code in linked if code not in languages]:
        tell(
            f"posts and answers of the bot lead to pages in {', '.join(missing)} too, "
            f"which are not written: give it PODIUM_LANGUAGES={','.join(languages)}"
        )
    return OK
