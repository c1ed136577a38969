"""The file of destinations: what it says, and what is told of each slip in it."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.config.destinations.destinations_file import parse_destinations
from bot.config.destinations.wanted import WantedDestination
from bot.planning.subscription import QuietHours
from events.errors import DefinitionError
from events.model import Kind
from events.queries import Filter

ZONE = "Europe/Brussels"


def parsed(text: str, zone: str | None = ZONE) -> tuple[WantedDestination, ...]:
    path, operator = Path("destinations.yaml"), "@operator"
    return parse_destinations(path, text.encode(), zone, operator, has_bot=True, has_mail=True)


def test_a_file_says_what_each_destination_hears() -> None:
    everything, press = parsed("""
destinations:
  - name: channel
    telegram: "@talks"
  - name: press
    telegram: -1001234567890
    topic: 12
    only: {agenda: week, kind: [press-conference, briefing], city: Vienna}
    reminders: {briefing: [15 minutes, 1 day]}
    at start: yes
    silent: [briefing]
    quiet hours: {from: 22:00, until: 07:00, hold: yes}
    language: fr
""")
    assert (everything.label, everything.name) == ("channel", "telegram:@talks")
    assert press.name == "telegram:-1001234567890/12"
    hears = press.subscription
    assert hears.agendas == {"week"}
    assert hears.wanted == Filter(
        kinds=frozenset({"press-conference", "briefing"}), cities=frozenset({"Vienna"})
    )
    assert hears.leads == {Kind.BRIEFING: (timedelta(days=1), timedelta(minutes=15))}
    assert hears.at_start
    assert (hears.language.code, everything.subscription.language.code) == ("fr", "en")
    assert not hears.is_silent
    assert hears.silent_kinds == {Kind.BRIEFING}
    assert hears.quiet == QuietHours(time(22), time(7), ZONE, held=True)


def test_a_topic_called_general_has_no_number() -> None:
    (only,) = parsed('destinations: [{name: a, telegram: "@talks", topic: 1}]')
    assert only.name == "telegram:@talks"


ONE = 'destinations:\n  - name: a\n    telegram: "@talks"\n'


@pytest.mark.parametrize(
    ("text", "where", "what", "mend"),
    [
        (f"{ONE}    chanel: b\n", "4:5", "unknown key 'chanel'", "known keys"),
        (f"{ONE}    silnt: yes\n", "4:5", "unknown key", "did you mean silent?"),
        (f"{ONE}    silent: maybe\n", "4:13", "'maybe'", "one of meeting"),
        (f"{ONE}    at start: true\n", "4:15", "neither yes nor no", "write yes or no"),
        (
            f"{ONE}    language: french\n",
            "4:15",
            "there is no language 'french'",
            "one of ar (Arabic), de (German), en (English), es (Spanish), fr",
        ),
        (f"{ONE}    detail: brief\n", "4:13", "unknown detail 'brief'", "one of short, full"),
        (f"{ONE}    timezone: JST\n", "4:15", "JST", "Asia/Tokyo"),
        (f"{ONE}    topic: news\n", "4:12", "not the number of a topic", "t.me/c/"),
        (f"{ONE}    only: {{kind: talks}}\n", "4:18", "unknown kind 'talks'", "write meeting"),
        (f"{ONE}    silent: [presser]\n", "4:14", "unknown kind", "write press-conference"),
        (f"{ONE}    reminders: {{talks: 1 hour}}\n", "4:17", "'talks'", "write meeting: "),
        (f"{ONE}    reminders: {{meeting: soon}}\n", "4:26", "'soon'", "15 minutes"),
        (
            f"{ONE}    quiet hours: {{from: 22:00, until: 22:00}}\n",
            "4:39",
            "end as they begin",
            "silent: yes",
        ),
        (f"{ONE}    quiet hours: {{from: 22:00}}\n", "4:18", "'until' is missing", "07:00"),
        (f"{ONE}    quiet hours: {{from: 22h, until: 07:00}}\n", "4:25", "'22h'", "09:00"),
        (
            f'{ONE}  - name: b\n    telegram: "@talks"\n',
            "5:15",
            "'a' is the same chat",
            "take one away",
        ),
        (f'{ONE}  - name: a\n    telegram: "@other"\n', "4:11", "'a' stands twice", "of its own"),
        ("destinations:\n  - name: a\n", "2:5", "nobody says where", "@its_name"),
        ("destinations:\n  - name: a\n    telegram: t.me/talks\n", "3:15", "link", "@talks"),
        (
            'destinations:\n  - name: a\n    telegram: "@Operator"\n',
            "3:15",
            "the operator's chat",
            "another chat",
        ),
        (
            "destinations:\n  - name: a\n    telegram: @talks\n",
            "3:15",
            "begin with @",
            'write telegram: "@talks"',
        ),
        ("channels: []\n", "1:1", "unknown key 'channels'", "destinations"),
    ],
)
def test_a_slip_is_told_with_its_place_and_its_mend(
    text: str, where: str, what: str, mend: str
) -> None:
    with pytest.raises(DefinitionError) as refused:
        parsed(text)
    told = str(refused.value)
    assert f"destinations.yaml:{where}: " in told
    assert what in told
    assert mend in told


def test_quiet_hours_go_by_named_clocks() -> None:
    text = f"{ONE}    quiet hours: {{from: 22:00, until: 07:00}}\n"
    with pytest.raises(DefinitionError, match="by whose clocks"):
        parsed(text, zone=None)
    named = text.replace("07:00", "07:00, timezone: Asia/Tokyo")
    (wanted,) = parsed(named, zone=None)
    assert wanted.subscription.quiet == QuietHours(time(22), time(7), "Asia/Tokyo")


def test_a_chat_needs_a_bot() -> None:
    with pytest.raises(DefinitionError, match="set TELEGRAM_BOT_TOKEN"):
        parse_destinations(Path("d.yaml"), ONE.encode(), ZONE, None, has_bot=False, has_mail=False)


MAIL = "destinations:\n  - name: a\n    email: "


def test_mailboxes_of_one_entry_are_a_destination_each() -> None:
    one, two = parsed(f"{MAIL}[Desk@example.org, night@example.org]\n    silent: yes\n")
    assert (one.label, one.name) == ("a (Desk@example.org)", "email:desk@example.org")
    assert (two.label, two.name) == ("a (night@example.org)", "email:night@example.org")
    assert one.subscription.is_silent
    assert two.subscription.destination == two.name
    (only,) = parsed(f"{MAIL}desk@example.org\n")
    assert only.label == "a"


@pytest.mark.parametrize(
    ("text", "where", "what", "mend"),
    [
        (f"{MAIL}desk\n", "3:12", "'desk' is not an e-mail address", "press@example.org"),
        (f"{MAIL}<desk@example.org>\n", "3:12", "not an e-mail", "write desk@example.org"),
        (f"{MAIL}{'d' * 150}@example.org\n", "3:12", "too long", "150 characters"),
        (f"{MAIL}[a@b.org, A@b.org]\n", "3:12", "the same mailbox", "one entry"),
        (f"{MAIL}a@b.org\n    topic: 12\n", "4:5", "only a chat has topics", "take this line"),
        (f"{MAIL}a@b.org\n    pictures: yes\n", "4:15", "only posts in a chat", "take this line"),
        (
            f'{MAIL}a@b.org\n    telegram: "@talks"\n',
            "3:5",
            "two destinations",
            "an entry for each",
        ),
        (
            f"{MAIL.replace('email', 'emial')}a@b.org\n",
            "3:5",
            "unknown key",
            "did you mean email?",
        ),
    ],
)
def test_a_slip_in_an_address_is_told_with_its_place_and_its_mend(
    text: str, where: str, what: str, mend: str
) -> None:
    with pytest.raises(DefinitionError) as refused:
        parsed(text)
    told = str(refused.value)
    assert f"destinations.yaml:{where}: " in told
    assert what in told
    assert mend in told
    assert "nobody says where" not in told


def test_hours_go_by_the_clocks_of_the_destination() -> None:
    hours = "timezone: Asia/Tokyo, quiet hours: {from: 22:00, until: 07:00}, diary: {daily: 07:30}"
    (wanted,) = parsed(f'destinations: [{{name: a, telegram: "@talks", {hours}}}]')
    heard = wanted.subscription
    assert heard.quiet
    assert heard.diary
    assert (heard.zone, heard.quiet.zone, heard.diary.zone) == ("Asia/Tokyo",) * 3


def test_a_mailbox_needs_a_server_and_no_bot() -> None:
    text, path = f"{MAIL}a@b.org\n".encode(), Path("d.yaml")
    assert parse_destinations(path, text, ZONE, None, has_bot=False, has_mail=True)
    with pytest.raises(DefinitionError, match="set PODIUM_SMTP"):
        parse_destinations(path, text, ZONE, None, has_bot=True, has_mail=False)


URL = "destinations:\n  - name: a\n    url: "


def test_a_place_on_another_network_is_known_by_what_gives_nothing_away() -> None:
    (one,) = parsed(f'{URL}"slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general"\n')
    (other,) = parsed(f'{URL}"slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FR/#general"\n')
    assert one.name.startswith("url:slack:")
    assert one.name != other.name
    assert "T1JJ3T3L2" not in f"{one!r} {one.address}"


@pytest.mark.parametrize(
    ("url", "what", "mend"),
    [
        ("my-secret", "not a URL", "ntfy://"),
        ("nothing://my-secret/", "knows no network by this URL", "ntfy://"),
        ("slack://my-secret", "something is missing in it", "ntfy://"),
        ("ntfy://user:my-secret@localhost/one/two", "names several places", "an entry for each"),
    ],
)
def test_a_slip_in_a_url_is_told_without_it(url: str, what: str, mend: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        parsed(f'{URL}"{url}"\n')
    told = str(refused.value)
    assert "destinations.yaml:3:10: " in told
    assert what in told
    assert mend in told
    assert "my-secret" not in told


def test_a_mailbox_has_no_diary_that_is_kept_up_to_date() -> None:
    with pytest.raises(DefinitionError, match="write daily: 07:30 in place of pinned"):
        parsed("destinations: [{name: a, email: a@b.example, diary: {pinned: yes}}]")
