"""Which events a reader's words mean, as the running bot takes them."""

from pathlib import Path

from tests.bot.telegram.asks.asked import Reader, asked_week

# What is asked, and the title of the first event that is told, or what is said instead.
FOUND = (
    ("/next OSCE", "Briefing after the Permanent Council"),
    ("/next osce vienna", "Briefing after the Permanent Council"),
    ("/next 1 permanent", "Briefing after the Permanent Council"),
    ("/next türkiye", "Second round on Cyprus"),
    ("/next TURKIYE", "Second round on Cyprus"),
    ("/next Tu\N{COMBINING DIAERESIS}rkiye", "Second round on Cyprus"),
    ("/next hearings in the hague", "Hearing on provisional measures"),
    ("/next briefing", "Briefing after the Permanent Council"),
    ("/next g7 summit", "Summit of heads of state & government <G7>"),
    ("/next heads-of-state", "Summit of heads of state & government <G7>"),
    ("/next provis", "Hearing on provisional measures"),
    ("/next türkyie", "Nothing has “türkyie”; taken for “türkiye”."),
    ("/next vienna Opéra", "Nothing on the agenda has “opéra”.\n\nOn “vienna opéra”: nothing"),
    ("/event vienna Opéra", "Nothing on the agenda has “opéra”. These come nearest:"),
    ("/press vienna Opéra", "Nothing on the agenda has “opéra”.\n\nFor the press"),
    ("/feed Opéra", "No kind, city, party, tag or agenda is called “opéra”"),
    (
        "/follow vienna türkyie",
        "Nothing has “türkyie”; taken for “türkiye”.\nFollowed: events in Vienna",
    ),
    ("/next cypros", "Nothing has “cypros”; taken for “cyprus”."),
    ("/next <b>opera</b>", "On “b opera b”: nothing is announced for the time ahead."),
    ("/next 99 luftballons", "Write /next for the next event, /next 3 for three"),
    ("/next opera", "On “opera”: nothing is announced for the time ahead."),
    ("/next osce 2022", "Nothing on the agenda has “2022”.\n\nOn “osce 2022”: nothing is"),
    ("/next summit g8", "Nothing on the agenda has “g8”.\n\nOn “summit g8”: nothing is"),
    ("/press vienna tomorrow", "Nothing on the agenda has “tomorrow”.\n\nFor the press"),
    ("/next osce 11", "Write /next for the next event, /next 3 for three"),
    ("/next osce -1", "Write /next for the next event, /next 3 for three"),
    ("/next 2022", "Write /next for the next event, /next 3 for three"),
    ("/event nato-press", "Press conference of the NATO Secretary General"),
    ("/event north atlantic council", "North Atlantic Council"),
    ("/event “North Atlantic Council”", "North Atlantic Council"),
    ("/event https://podium.example/events/ruling.december-2026", "Hearing on provisional"),
    ("/event https://podium.example/fr/events/ruling.december-2026?x=1#top", "Hearing on prov"),
    ("/event https://podium.example/events/ruling.december-2026.ics", "Hearing on provisional"),
    ("/event ruling.december-2026@podium.alt", "Hearing on provisional measures"),
    ("/follow https://podium.example/events/ruling.december-2026", "Followed: Hearing on prov"),
    ("/follow ruling.december-2026@podium.alt 1 hour", "Followed: Hearing on provisional"),
    ("/event", "Write /event and some words of its title, place or parties"),
    ("/event !?", "Write /event and some words of its title, place or parties"),
    ("/event \N{GRINNING FACE}", "Write /event and some words of its title, place or parties"),
    ("/event " + "opera " * 500, "Nothing on the agenda has “opera”"),
    ("/press THE HAGUE", "For the press"),
)
# The same in the reader's language.
FOUND_IN = {
    "fr": (
        ("/next conférence de presse", "Press conference of the NATO Secretary General"),
        ("/next Conférences de presse à Bruxelles", "Press conference of the NATO"),
        ("/next points de presse", "Briefing after the Permanent Council"),
        ("/next vienne", "Briefing after the Permanent Council"),
        ("/next vienna", "Briefing after the Permanent Council"),
        ("/next autriche", "Briefing after the Permanent Council"),
        ("/next réunion suisse grèce", "Second round on Cyprus"),
        ("/next hearings", "Hearing on provisional measures"),
        ("/event audition la haye", "Hearing on provisional measures"),
        ("/event sommet", "Summit of heads of state & government <G7>"),
        ("/next allemagne", "Pour «\N{NO-BREAK SPACE}allemagne\N{NO-BREAK SPACE}»"),
        ("/next suivant", "Pour «\N{NO-BREAK SPACE}suivant\N{NO-BREAK SPACE}»"),
    ),
    "de": (
        ("/next pressekonferenz", "Press conference of the NATO Secretary General"),
        ("/next Pressekonferenzen in Brüssel", "Press conference of the NATO Secretary General"),
        ("/next Österreich", "Briefing after the Permanent Council"),
        ("/next türkei", "Second round on Cyprus"),
        ("/event anhörung den haag", "Hearing on provisional measures"),
    ),
    "es": (
        ("/next Viena", "Briefing after the Permanent Council"),
        ("/next ginebra grecia", "Second round on Cyprus"),
    ),
    "ru": (
        ("/next пресс-конференция", "Press conference of the NATO Secretary General"),
        ("/next вена", "Briefing after the Permanent Council"),
        ("/next в Вене", "Слово «вене» нигде не встречается; понято как «вена».\n\nBriefing"),
        ("/next вена Йод", "В программе нет ничего по словам: «йод»."),
        ("/event саммит", "Summit of heads of state & government <G7>"),
    ),
    "uk": (("/next відень", "Briefing after the Permanent Council"),),
    "ar": (("/next فيينا", "Briefing after the Permanent Council"),),
}
FOLLOWED_IN = {
    "fr": (
        ("/follow vienne", "Suivi\N{NO-BREAK SPACE}: événements à Vienna"),
        ("/follow points de presse à vienne", "Suivi\N{NO-BREAK SPACE}: points de presse à Vienna"),
        ("/follow turquie", "Suivi\N{NO-BREAK SPACE}: événements avec Türkiye"),
        ("/follow autriche", "Suivi\N{NO-BREAK SPACE}: « austria »"),
        ("/follow réunion suisse", "Suivi\N{NO-BREAK SPACE}: « meeting switzerland »"),
    ),
    "de": (("/follow wien", "Ab jetzt verfolgt: Termine in Vienna"),),
}
FEEDS = (
    ("/feed december-2026", "https://podium.example/calendar/december-2026.ics"),
    ("/feed press conferences", "https://podium.example/calendar.ics?kind=press-conference"),
    ("/feed NATO the hague", "https://podium.example/calendar.ics?party=NATO&city=The%20Hague"),
    ("/feed vienna geneva", "https://podium.example/calendar.ics?city=Geneva&city=Vienna"),
    ("/feed turkiye", "https://podium.example/calendar.ics?party=T%C3%BCrkiye"),
    ("/feed arms-control", "https://podium.example/calendar.ics?tag=arms-control"),
    ("/feed conférences de presse", "https://podium.example/calendar.ics?kind=press-conference"),
    ("/feed брифинги nato", "https://podium.example/calendar.ics?kind=briefing&party=NATO"),
    ("/feed Gipfeltreffen", "https://podium.example/calendar.ics?kind=summit"),
    ("/feed opera", "https://podium.example/calendar.ics"),
)


async def test_words_are_taken_without_case_accents_and_a_slip(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, _):
        reader = Reader(server)
        told = {asked: (await reader.ask(asked)).text for asked, _ in FOUND}
        feeds = {asked: (await reader.ask(asked)).text for asked, _ in FEEDS}

    wrong = {asked: told[asked] for asked, begins in FOUND if not _first(told[asked], begins)}
    assert wrong == {}
    for asked, address in FEEDS:
        assert f"Calendar: {address}\n" in feeds[asked]


async def test_words_are_taken_in_the_language_of_the_reader(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, _):
        wrong = {}
        for code, table in (*FOUND_IN.items(), *FOLLOWED_IN.items()):
            reader = Reader(server, of=server.add_user("Ada", language_code=code))
            for asked, begins in table:
                told = (await reader.ask(asked)).text
                if not _first(told, begins):
                    wrong[asked] = told
    assert wrong == {}


def _first(answer: str, begins: str) -> bool:
    return answer.removeprefix("On now\n\n").startswith(begins)
