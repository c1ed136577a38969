"""The words of answers in German."""

from bot.messages.wording.answers.answer_words import AnswerWords
from events.wording.counts import counted

GERMAN = AnswerWords(
    count=counted("de", {"event": {"one": "{} Termin", "other": "{} Termine"}}),
    page="Seite {page} von {pages}",
    page_before="‹ Seite {}",
    page_after="Seite {} ›",
    fewer_words="{}. Für die anderen bitte mit weniger Wörtern fragen.",
    on_words="Zu {words}: {text}",
    taken_for="Nichts passt zu {word}; gelesen als {like}.",
    and_more="Und {} weitere.",
    on_now="Läuft gerade",
    perhaps_on_now="Läuft möglicherweise gerade",
    today="Heute",
    still_to_come="Noch bevorstehend",
    earlier_today="Heute schon gewesen",
    next="Als Nächstes",
    last="Zuletzt",
    off="Abgesagt, verschoben oder nicht mehr aufgeführt",
    perhaps_this_week="Vielleicht diese Woche, Datum noch offen",
    this_day="Heute, {}",
    week_from="Die Woche: {}",
    nothing_today="Für heute ist nichts angekündigt.",
    nothing_these_days="Für diese Tage ist nichts angekündigt.",
    nothing_ahead="für die nächste Zeit ist nichts angekündigt",
    nothing_ahead_dated="für die nächste Zeit ist nichts mit festem Datum angekündigt",
    nothing_more="mehr ist nicht angekündigt",
    nothing_more_dated="mehr mit festem Datum ist nicht angekündigt",
    no_press="keine Pressekonferenz und kein Briefing ist angekündigt",
    for_the_press="Für die Presse",
    accreditation_closes="Ende der Akkreditierung",
    what_has_changed="Was sich geändert hat",
    nothing_on_record="Noch ist nichts aufgezeichnet.",
    published="Veröffentlicht um {}",
    unreadable=(
        "Der Verlauf kann gerade nicht gelesen werden. Bitte in einer Weile noch einmal fragen."
    ),
    event_usage=(
        "Schreiben Sie /event und einige Wörter aus Titel, Ort oder Teilnehmern: "
        "/event osce vienna."
    ),
    closes_accreditation_for="Ende der Akkreditierung für",
    agenda="Programm",
    ask_for_accreditation="Akkreditierung beantragen",
    nothing_has="Nichts im Programm passt zu {}.",
    no_event_has_all="Kein Termin passt zu allen Wörtern von {}.",
    other_words="Versuchen Sie andere Wörter, oder fragen Sie mit /next 10, was bevorsteht.",
    nearest="Am nächsten kommen:",
    add_to_calendar="In den Kalender",
    follow="Folgen",
    subscribe="Kalender abonnieren",
    stop="Nicht mehr folgen: {}",
    calendar="Kalender",
    opens_in_program="Öffnet sich im Kalenderprogramm",
    page_with_buttons="Seite mit einer Schaltfläche für jeden Kalender",
    no_feed=(
        "Dieser Kalender hat keine öffentliche Adresse. Fragen Sie danach, wer diesen Bot betreibt."
    ),
    no_own_calendar=(
        "Kein eigener Kalender: Es gibt welche nach Art, Stadt, Teilnehmer, Schlagwort und "
        "Programm."
    ),
    left_out=(
        "Keine Art, keine Stadt, kein Teilnehmer, kein Schlagwort und kein Programm heißt {}: "
        "Das bleibt unberücksichtigt."
    ),
    follow_usage=(
        "Schreiben Sie /follow und eine Stadt, einen Teilnehmer, eine Art oder ein Wort: "
        "/follow vienna, /follow briefings, /follow nato. Eine Zeitspanne am Ende sagt, "
        "wie lange vorher Sie davon hören: /follow wien 1 Stunde.\n"
        "/following zeigt, wem oder was Sie folgen, und /stop beendet alles."
    ),
    length_unknown=(
        "In {} ist mir nicht klar, wie lange vorher: So wird nichts verfolgt. Schreiben Sie ans "
        "Ende eine Zahl von Minuten, Stunden, Tagen oder Wochen, höchstens 366 Tage: "
        "/follow wien 1 Stunde, oder /follow wien 1 Tag, 1 Stunde für zwei Erinnerungen."
    ),
    too_many=(
        "Dieser Chat folgt bereits so vielem, wie ich mir merke. /following zeigt es, mit "
        "Schaltflächen zum Beenden."
    ),
    follows_nothing=(
        "Dieser Chat folgt nichts. Mit /follow vienna oder der Schaltfläche unter /event fängt es "
        "an."
    ),
    followed="Ab jetzt verfolgt: {}",
    reminders_as_agenda=(
        "Erinnerungen kommen hierher, wie das Programm sie vorsieht, und Änderungen, sobald sie "
        "veröffentlicht sind."
    ),
    reminders_before=(
        "Erinnerungen kommen hierher {} vor der Uhrzeit, und Änderungen, sobald sie "
        "veröffentlicht sind."
    ),
    and_again=" und noch einmal ",
    moved_here="Ab jetzt kommt alles hierher, dem dieser Chat folgt.",
    outside_thread="Sie kommen als eigene Nachrichten in die Gruppe, nicht als Antworten hier.",
    to_come="Bevorstehend: {}.",
    the_next="Der nächste: {}",
    nothing_to_come="Noch hat nichts Bevorstehendes damit zu tun.",
    chat_follows="Dieser Chat folgt",
    topic_before="{topic}, {leads} vorher",
    gone_topic="ein Termin, der nicht mehr im Programm steht",
    stopped=(
        "Erledigt: Ich habe alles gelöscht, was ich von diesem Chat gespeichert hatte – wem er "
        "folgt, was er gewählt hat und was ich hier geschrieben habe. Die Nachrichten selbst "
        "bleiben stehen, bis Sie sie löschen."
    ),
    commands={
        "next": "Was läuft und was als Nächstes kommt: /next 3, /next osce",
        "today": "Was heute ist",
        "week": "Was in den nächsten sieben Tagen ist",
        "event": "Alles über einen Termin: /event osce vienna",
        "changes": "Was sich zuletzt geändert hat",
        "press": "Pressekonferenzen und Briefings, und wer kommen darf",
        "follow": "Eigene Erinnerungen: /follow vienna, /follow nato 1 Stunde",
        "following": "Wem oder was Sie folgen, und wie es endet",
        "stop": "Nichts mehr verfolgen und löschen, was ich speichere",
        "language": "In welcher Sprache ich antworte: /language de",
        "timezone": "Nach welcher Uhr ich Zeiten schreibe: /timezone berlin",
        "feed": "Die Adressen des Kalenders, auch eines Teils: /feed vienna, /feed following",
        "privacy": "Was ich speichere",
        "help": "Was ich kann",
    },
    this_is="Das ist Podium: {}.",
    i_tell="Ich sage Ihnen, was bevorsteht, jede Uhrzeit in Ihrer eigenen Zeitzone.",
    no_command="Den Befehl /{} gibt es nicht.",
    did_you_mean="Meinten Sie /{}?",
    help_lists="/help nennt alle Befehle.",
    there_is="Es gibt:",
    next_usage=(
        "Schreiben Sie /next für den nächsten Termin, /next 3 für die nächsten drei (höchstens "
        "{}), oder /next osce für Termine, die damit zu tun haben."
    ),
    number_as_word=(
        "{} gilt hier als Wort, denn ein Termin hat es. Eine Anzahl von Terminen steht vorn: "
        "/next 3 osce."
    ),
    privacy=(
        "Ich speichere nichts darüber, wer mich fragt: keinen Namen, keine Nummer, kein Wort der "
        "Frage. Ein Chat, der etwas verfolgt oder eine Sprache oder Zeitzone gewählt hat, wird mit "
        "seiner Nummer gespeichert, dazu das, seit wann, in welchem Thema ich schreibe, was ich "
        "dort geschrieben habe, und ob er eine Nachricht abgelehnt hat; /stop löscht es. Frühere "
        "Sicherungen behalten es, und im Protokoll dessen, der mich betreibt, steht die Nummer bei "
        "jeder Nachricht.\n\n"
        "{}\n\n"
        "Eine Minute lang nach einer Antwort merke ich mir, in welchem Chat ich sie gegeben habe, "
        "und von den letzten Nachrichten und gedrückten Schaltflächen die Nummern, damit nichts "
        "doppelt geschieht. Das wird nie aufgeschrieben. In welcher Sprache Ihr Telegram ist, "
        "erfahre ich mit jeder Nachricht; ich antworte darin und behalte es nur, wenn Sie privat "
        "etwas verfolgen.\n\n"
        "Aufbewahrt wird, was von jedem Termin veröffentlicht wurde, was ich in die Kanäle und "
        "Gruppen und an die Adressen geschrieben habe, die mein Betreiber gewählt hat, deren "
        "Nummern und Adressen, und die Nummern des Chats meines Betreibers und der letzten "
        "Nachricht in jedem, ohne Text und Verfasser.\n\n"
        "Was Sie mir schreiben, läuft über Telegram, das eigene Regeln hat."
    ),
    nothing_stored="Von diesem Chat speichere ich derzeit nichts.",
    stored="Von diesem Chat speichere ich derzeit, bis /stop:",
    stored_number="seine Nummer, seit dem {}",
    stored_follows="wem oder was er folgt (/following): {}",
    stored_forum_topic="die Nummer des Themas, in dem ich schreibe: {}",
    stored_posts="meine Nachrichten hier: {}",
    stored_language="seine Sprache (/language): {}",
    stored_timezone="seine Zeitzone (/timezone): {}",
    language_set="Ab jetzt antworte ich hier in dieser Sprache: {}.",
    language_usage=(
        "Ich antworte hier in dieser Sprache: {}. Drücken Sie auf eine andere, oder schreiben Sie "
        "ihr Kürzel: /language de. Titel, Orte und Namen bleiben, wie das Programm sie hat."
    ),
    language_unknown="Ich habe keine Sprache, die {} heißt.",
    timezone_set="Uhrzeiten schreibe ich hier nach der Zeit am Ort und nach der Zeit von {}.",
    timezone_none="Uhrzeiten schreibe ich hier nach der Zeit am Ort und nach GMT.",
    timezone_usage=(
        "Schreiben Sie /timezone und eine Stadt, ein Land oder eine Zone: /timezone berlin, "
        "/timezone portugal, /timezone Asia/Tokyo. /timezone off nimmt es zurück. Telegram zeigt "
        "Zeiten ohnehin nach Ihrer Uhr; dies gilt für Programme, die das nicht können, und für "
        "Benachrichtigungen."
    ),
    timezone_unknown="Ich kenne keine Stadt, kein Land und keine Zone mit dem Namen {}.",
    timezone_several="{} kann eine von diesen sein:",
    timezone_many="{} hat viele Zeitzonen. Schreiben Sie eine Stadt.",
    gone="Dieser Termin steht nicht mehr im Programm.",
    undated="Sein Datum ist noch offen: Es gibt noch nichts für einen Kalender.",
    old_button="Diese Schaltfläche ist von früher. Bitte neu fragen: /help nennt alle Befehle.",
    too_old="Diese Nachricht ist zu alt. Bitte neu fragen: /help nennt alle Befehle.",
    too_much="Gerade wird sehr viel gefragt. Versuchen Sie es in einer Minute noch einmal.",
    administrators="Nur Administratoren wählen, was dieser Chat hört.",
    named="Was dieser Chat hört, hat gewählt, wer diesen Bot betreibt.",
    unavailable="Das kann gerade nicht gespeichert werden. Versuchen Sie es in einigen Minuten.",
)
