"""Write page and feeds as files, for any static host.

Needs PODIUM_PUBLIC_URL. Each language but English has a folder of its own in DIR. Writes only
what has changed, and removes what it wrote before and is no longer a part. DIR/.podium.json
keeps what was published: keep it.
"""

import argparse

from bot.cli.exits import OK
from bot.cli.run import add_confirm, writing_files
from bot.clock import SystemClock
from bot.errors import SettingsError
from bot.terminal.output import tell
from bot.terminal.source import given_settings, source_phrase
from events.text import quoted, shown_path
from events.wording.english import ENGLISH
from events.wording.languages import LANGUAGES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to write the site."""
    parser.add_argument("folder", type="path", metavar="DIR", help="the folder, made if need be")
    parser.add_argument(
        "--lang",
        type=_languages,
        metavar="CODES",
        help=f"the languages besides English, such as fr,ar; all of them: {', '.join(LANGUAGES)}",
    )
    add_confirm(parser)


def _languages(text: str) -> tuple[str, ...]:
    """Take the codes of languages between commas; English is always among them, and the first."""
    codes = [code.strip().lower() for code in text.split(",")]
    if unknown := [code for code in codes if code not in LANGUAGES]:
        known = ", ".join(sorted(LANGUAGES))
        raise argparse.ArgumentTypeError(f"there is no language {quoted(unknown[0])} ({known})")
    return tuple(code for code in LANGUAGES if code in (ENGLISH.code, *codes))


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
    agendas = load(settings.agendas, settings.database)
    with writing_files("publish", arguments.folder):
        done = publish_site(
            arguments.folder,
            agendas,
            settings.public_url,
            SystemClock().now(),
            settings.masthead,
            confirmed=arguments.confirm,
            languages=arguments.lang or tuple(LANGUAGES),
        )
    told = f"{done.written} written, {done.removed} removed, {done.unchanged} unchanged"
    tell(f"{shown_path(arguments.folder)}: {told}")
    tell(f"read {source_phrase(settings.agendas, agendas)}")
    return OK
