"""French and German reports: their days, hours and commonest words."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report

FRIDAY = date(2026, 1, 9)


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        (
            ("LUNDI 12 JANVIER\n10h00 Réunion du Conseil, Genève\nà 14h30 : Point de presse de la présidente\n"
            "Mardi 13 janvier\nEn fin d'après-midi : entretien avec le Premier ministre, Genève"),
            [
                "meeting 2026-01-12 10:00 Genève",
                "press-conference 2026-01-12 14:30 Genève",
                "meeting 2026-01-13 afternoon Genève",
            ],
        ),
        (
            ("PARIS, 9 janvier - Le président de la République recevra le chancelier allemand lundi à 14h30 à l'Élysée. "
            "Un point de presse se tiendra à l'issue de leur entretien."),
            ["meeting 2026-01-12 14:30 Paris", "press-conference 2026-01-12 after Paris"],
        ),
        (
            "Le sommet se tiendra du 19 au 21 janvier à Genève. En marge du sommet, le ministre rencontrera son homologue turc mardi à 15h30.",
            ["summit 2026-01-19 Genève", "meeting 2026-01-20 15:30 Genève"],
        ),
        (
            "À l'issue du Conseil, mardi vers 17h, le président s'exprimera devant la presse à Bruxelles.",
            ["statement 2026-01-13 about 17:00 Bruxelles"],
        ),
        (
            "La commission des Affaires étrangères auditionnera le ministre mardi, de 9 à 11 heures, à Paris.",
            ["hearing 2026-01-13 09:00-11:00 Paris"],
        ),
        (
            "INVITATION PRESSE\nQuoi : Conférence de presse de la ministre\nQuand : mercredi 14 janvier 2026 à 10h30\nOù : Hôtel de ville, Genève",
            ["press-conference 2026-01-14 10:30 Genève"],
        ),
        ("Aucune conférence de presse n'est prévue lundi. Le sommet a eu lieu à Paris.", []),
        (
            "Montag, 12. Januar\n10.00 Uhr: Kabinettssitzung, Berlin\num 14.30 Uhr Gespräch mit dem Premierminister, Berlin",
            ["meeting 2026-01-12 10:00 Berlin", "meeting 2026-01-12 14:30 Berlin"],
        ),
        (
            ("BERLIN, 9. Januar - Der Kanzler empfängt am Montag um 14.30 Uhr den Präsidenten von Chile. "
            "Im Anschluss an das Treffen findet eine gemeinsame Pressekonferenz statt."),
            ["meeting 2026-01-12 14:30 Berlin", "press-conference 2026-01-12 after Berlin"],
        ),
        (
            "Die Ministerin eröffnet am Dienstag um 9.30 Uhr in Berlin die Konferenz. Am Rande der Konferenz trifft sie am Mittwoch den Botschafter in Wien.",
            ["meeting 2026-01-13 09:30 Berlin", "meeting 2026-01-14 Wien"],
        ),
        (
            "Der Bundestag stimmt am Donnerstag, dem 15. Januar, von 9 bis 11 Uhr in Berlin ab.",
            ["vote 2026-01-15 09:00-11:00 Berlin"],
        ),
        ("Eine Pressekonferenz ist am Montag nicht vorgesehen. Der Rat tagte in Wien.", []),
        (
            ("Der Minister empfängt am Montag um 9.45 Uhr den Botschafter in Wien und spricht mit ihm. Um Anmeldung bis\n"
            "Sonntag, 11. Januar, 15 Uhr wird gebeten."),
            ["deadline 2026-01-11 15:00 Wien", "meeting 2026-01-12 09:45 Wien"],
        ),
    ],
)  # fmt: skip
def test_a_report_is_read_in_its_language(told: str, drafted: list[str]) -> None:
    found = []
    for event in read_report(told, FRIDAY).events:
        hour = f"{event.precision} {event.at:%H:%M}" if event.at else event.part or ""
        hour = "after" if event.after else hour
        until = f"-{event.until:%H:%M}" if event.until else ""
        found.append(
            " ".join(f"{event.kind} {event.first} {hour}{until} {event.city or '-'}".split())
        )
    assert found == drafted
