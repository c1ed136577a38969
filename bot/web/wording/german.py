"""The words of German."""

from bot.web.wording.page_words import PageWords, counts_in, span_in

GERMAN = PageWords(
    name="Deutsch",
    counts=counts_in(
        "de",
        {
            "events": {"one": "{} Termin", "other": "{} Termine"},
            "further": {
                "one": "{} weiterer Termin folgt später.",
                "other": "{} weitere Termine folgen später.",
            },
            "earlier": {
                "one": "{} früherer Termin wird hier nicht gezeigt.",
                "other": "{} frühere Termine werden hier nicht gezeigt.",
            },
        },
    ),
    span=span_in("de"),
    site_menu="Seitennavigation",
    languages="Sprachen",
    how_sure="Wie sicher das ist",
    where="Ort",
    skip="Zum Inhalt",
    agenda="Agenda",
    diary="Terminvorschau",
    changes="Änderungen",
    subscribe="Abonnieren",
    all_events="Alle Termine",
    diary_to_print="Die Terminvorschau: eine Zeile je Termin, zum Ausdrucken",
    what_has_changed="Was sich an dieser Agenda geändert hat",
    published_with=(
        "Veröffentlicht mit Podium, einem Kalender der öffentlichen Diplomatie. "
        "Diese Website setzt keine Cookies und lädt nichts von anderswo."
    ),
    news_feed="{}: Neues",
    changes_feed="{}: was war und was ist",
    next="Als Nächstes",
    past="Vorbei",
    today="Heute",
    perhaps_today="Vielleicht heute",
    closes_today="Endet heute",
    about_now="Ungefähr jetzt",
    perhaps_now="Vielleicht jetzt",
    these_days="Dieser Tage",
    under_way="Läuft",
    no_date_was_announced="Kein Tag wurde bekannt gegeben",
    no_time_was_announced="Keine Uhrzeit wurde bekannt gegeben",
    around_this_day="Um diesen Tag",
    on_this_day="An diesem Tag",
    about_days="Etwa {}",
    in_city="in {}",
    now_and_next="Jetzt und als Nächstes",
    now_and_to_come="Jetzt und demnächst",
    still_to_come="Demnächst",
    no_events_yet="Noch keine Termine",
    concluded="Abgeschlossen",
    agenda_is_over="Diese Agenda ist abgeschlossen.",
    all_is_past=(
        "Alle ihre Termine sind vorbei. Sie bleiben hier verzeichnet "
        "und in den Kalendern derer, die sie abonniert haben."
    ),
    nothing_scheduled="Nichts angesetzt",
    no_day_yet=(
        "Für das, was bevorsteht, ist noch kein Tag bekannt gegeben. "
        "Wer jetzt abonniert, sieht den ersten, sobald er feststeht."
    ),
    all_is_off=(
        "Was bevorstand, ist abgesagt, verschoben oder nicht mehr aufgeführt. "
        "Wer abonniert hat, sieht einen neuen Tag, sobald es ihn gibt."
    ),
    nothing_announced_yet=(
        "Noch ist kein Termin bekannt gegeben. Wer jetzt abonniert, sieht den ersten."
    ),
    all_in_the_calendar="[Der Kalender] enthält sie alle.",
    follows_changes=(
        "Ihr Kalender folgt dann jeder Änderung, mit den Zeiten in Ihrer eigenen Zeitzone."
    ),
    subscribe_in_app="In Ihrer Kalender-App abonnieren",
    download=".ics herunterladen",
    calendar_address="Adresse des Kalenders",
    copy="Kopieren",
    or_to_a_part="Oder nur einen Teil davon:",
    not_public=(
        "Diese Website ist unter einer Adresse geöffnet, die nur dieser Rechner oder sein Netz "
        "erreicht. Google und Outlook holen Kalender von ihren eigenen Servern ab; "
        "ihre Schaltflächen funktionieren erst mit einer öffentlichen Adresse."
    ),
    times_of_places="Die Zeiten sind die des jeweiligen Ortes, dazu GMT.",
    agenda_changed="Agenda zuletzt geändert: {}.",
    for_news_readers="Für Feedreader: [was neu ist und was sich ändert].",
    for_programs="Für Programme: [alles als JSON].",
    watch="Ansehen",
    delegations="Delegationen",
    accreditation_for="Akkreditierung für",
    followed_by="Gefolgt von",
    add_event="Diesen Termin übernehmen (.ics)",
    shown_when_dated=("Kalender zeigen ihn, sobald sein Tag bekannt ist: [die Agenda abonnieren]."),
    copy_as_of_now=(
        "Eine Datei ist eine Kopie des jetzigen Standes. "
        "Um Änderungen zu folgen, [abonnieren Sie die Agenda]."
    ),
    history_unreadable="Der Verlauf kann gerade nicht gelesen werden.",
    back_to="Zurück zu {}",
    times_of_place="Die Zeiten sind die des Ortes, dazu GMT.",
    changes_about="Was angekündigt wurde, und was sich seither geändert hat.",
    when="Wann",
    no_changes_yet="Noch ist nichts angekündigt.",
    newest_changes=(
        "Dies sind die neuesten, höchstens {}; auf der Seite jedes Termins stehen alle seine "
        "Änderungen. Berichtigungen von Texten zählen nicht dazu."
    ),
    days_of_gmt="Tage und Uhrzeiten der Veröffentlichung sind in GMT.",
    changes_for_news_readers="Für Feedreader: [all das]",
    diary_about="Was ansteht, Tag für Tag: eine Zeile je Termin.",
    as_plain_text="Dasselbe als reiner Text",
    days="Tage",
    seven_days="Sieben Tage",
    from_today="Ab heute",
    all_days="Alle Tage",
    not_here="Nicht vorhanden",
    no_event_here="Unter dieser Adresse gibt es keinen Termin",
    perhaps_taken_off=(
        "Er wurde vielleicht von der Agenda genommen, oder die Adresse enthält einen Fehler."
    ),
    no_page_here="Unter dieser Adresse gibt es keine Seite",
    perhaps_a_slip="Vielleicht enthält die Adresse einen Fehler.",
    see="Zu {}",
    moved="Umgezogen",
    has_moved="Dieser Termin hat jetzt eine andere Adresse",
    your_time="{} Ihre Zeit",
    your_zone="Ihre Zeit ist die dieses Geräts: {}.",
    copied="Adresse kopiert.",
    not_copied="Kopieren nicht möglich: Markieren Sie die Adresse, und kopieren Sie sie.",
)
