"""The words of answers in French."""

from bot.messages.wording.answers.answer_words import AnswerWords
from events.wording.counts import counted

FRENCH = AnswerWords(
    count=counted(
        "fr",
        {
            "event": {
                "one": "{}\N{NO-BREAK SPACE}événement",
                "many": "{}\N{NO-BREAK SPACE}d’événements",
                "other": "{}\N{NO-BREAK SPACE}événements",
            }
        },
    ),
    page="Page {page} sur {pages}",
    page_before="‹ Page {}",
    page_after="Page {} ›",
    fewer_words="{}. Pour voir les autres, posez la question avec moins de mots.",
    on_words="Pour {words}\N{NO-BREAK SPACE}: {text}",
    taken_for="Rien ne correspond à {word}\N{NARROW NO-BREAK SPACE}; lu comme {like}.",
    and_more="Et {} de plus.",
    on_now="En cours",
    perhaps_on_now="Peut-être en cours",
    today="Aujourd’hui",
    still_to_come="Encore à venir",
    earlier_today="Plus tôt aujourd’hui",
    next="Ensuite",
    last="En dernier",
    off="Annulé, reporté ou retiré de l’agenda",
    perhaps_this_week="Peut-être cette semaine, date à préciser",
    this_day="Aujourd’hui, {}",
    week_from="La semaine\N{NO-BREAK SPACE}: {}",
    nothing_today="Rien n’est annoncé pour aujourd’hui.",
    nothing_these_days="Rien n’est annoncé pour ces jours-ci.",
    nothing_ahead="rien n’est annoncé pour la suite",
    nothing_ahead_dated="rien n’est annoncé à une date précise pour la suite",
    nothing_more="rien d’autre n’est annoncé",
    nothing_more_dated="rien d’autre n’est annoncé à une date précise",
    no_press="aucune conférence de presse ni aucun point de presse n’est annoncé",
    for_the_press="Pour la presse",
    accreditation_closes="Clôture des accréditations",
    what_has_changed="Ce qui a changé",
    nothing_on_record="Rien n’est encore enregistré.",
    published="Publié à {}",
    unreadable=(
        "L’historique ne peut pas être lu pour le moment. Reposez la question un peu plus tard."
    ),
    event_usage=(
        "Écrivez /event suivi de quelques mots du titre, du lieu ou des participants"
        "\N{NO-BREAK SPACE}: /event osce vienna."
    ),
    closes_accreditation_for="Fin des accréditations pour",
    agenda="Agenda",
    ask_for_accreditation="Demande d’accréditation",
    nothing_has="Rien à l’agenda ne correspond à {}.",
    no_event_has_all="Aucun événement ne correspond à tous les mots de {}.",
    other_words="Essayez d’autres mots, ou demandez /next 10 pour voir ce qui vient.",
    nearest="Les plus proches\N{NO-BREAK SPACE}:",
    add_to_calendar="Ajouter au calendrier",
    follow="Suivre",
    subscribe="S’abonner au calendrier",
    stop="Ne plus suivre\N{NO-BREAK SPACE}: {}",
    calendar="Calendrier",
    opens_in_program="S’ouvre dans un logiciel de calendrier",
    page_with_buttons="Page, avec un bouton pour chaque calendrier",
    no_feed="Ce calendrier n’a pas d’adresse publique. Demandez-la à qui gère ce bot.",
    no_own_calendar=(
        "Pas de calendrier à part\N{NO-BREAK SPACE}: il y en a par type, ville, participant, "
        "mot-clé et agenda."
    ),
    left_out=(
        "Aucun type, ville, participant, mot-clé ou agenda ne s’appelle {}\N{NO-BREAK SPACE}: "
        "ce mot est laissé de côté."
    ),
    follow_usage=(
        "Écrivez /follow suivi d’une ville, d’un participant, d’un type ou d’un mot"
        "\N{NO-BREAK SPACE}: /follow vienna, /follow briefings, /follow nato. Une durée, à "
        "la fin, dit combien de temps avant je vous préviens\N{NO-BREAK SPACE}: "
        "/follow vienne 1 heure.\n"
        "/following montre ce que vous suivez, et /stop met fin à tout."
    ),
    length_unknown=(
        "Je ne comprends pas combien de temps avant dans {}\N{NO-BREAK SPACE}: rien n’est suivi "
        "ainsi. Écrivez à la fin un nombre de minutes, d’heures, de jours ou de semaines, 366 "
        "jours au plus\N{NO-BREAK SPACE}: /follow vienne 1 heure, ou "
        "/follow vienne 1 jour, 1 heure pour deux rappels."
    ),
    too_many=(
        "Cette discussion suit déjà autant que je peux en retenir. /following en donne la liste, "
        "avec des boutons pour ne plus suivre."
    ),
    follows_nothing=(
        "Cette discussion ne suit rien. Commencez par /follow vienna, ou par le bouton sous /event."
    ),
    followed="Suivi\N{NO-BREAK SPACE}: {}",
    reminders_as_agenda=(
        "Les rappels arrivent ici comme le prévoit l’agenda, et les changements dès leur "
        "publication."
    ),
    reminders_before=(
        "Les rappels arrivent ici {} avant l’heure prévue, et les changements dès leur publication."
    ),
    and_again=" puis ",
    moved_here="Désormais, tout ce que suit cette discussion arrive ici.",
    outside_thread="Ils arrivent dans le groupe comme messages à part, et non en réponse ici.",
    to_come="À venir\N{NO-BREAK SPACE}: {}.",
    the_next="Le prochain\N{NO-BREAK SPACE}: {}",
    nothing_to_come="Rien de ce qui est à venir n’y correspond pour l’instant.",
    chat_follows="Cette discussion suit",
    topic_before="{topic}, {leads} avant",
    gone_topic="un événement qui n’est plus à l’agenda",
    stopped=(
        "C’est fait\N{NO-BREAK SPACE}: j’ai effacé tout ce que je conservais de cette discussion, "
        "ce qu’elle suit et a choisi, et ce que j’y ai publié. Les messages eux-mêmes restent "
        "jusqu’à ce que vous les supprimiez."
    ),
    commands={
        "next": "Ce qui est en cours et ce qui vient : /next 3, /next osce",
        "today": "Ce qui a lieu aujourd’hui",
        "week": "Ce qui a lieu dans les sept prochains jours",
        "event": "Tout sur un événement : /event osce vienna",
        "changes": "Ce qui a changé récemment",
        "press": "Conférences et points de presse, et qui peut venir",
        "follow": "Recevoir ses propres rappels : /follow vienna, /follow nato 1 heure",
        "following": "Ce que vous suivez, et comment arrêter",
        "stop": "Ne plus rien suivre, et effacer ce que je conserve",
        "language": "Dans quelle langue je réponds : /language fr",
        "timezone": "À l’heure de quelle ville j’écris : /timezone paris",
        "feed": "Les adresses du calendrier, aussi d’une partie : /feed vienna, /feed following",
        "privacy": "Ce que je conserve",
        "help": "Ce que je sais faire",
    },
    this_is="Voici Podium\N{NO-BREAK SPACE}: {}.",
    i_tell="Je vous dis ce qui vient, chaque heure dans votre propre fuseau horaire.",
    no_command="La commande /{} n’existe pas.",
    did_you_mean="Vouliez-vous dire /{}\N{NARROW NO-BREAK SPACE}?",
    help_lists="/help donne la liste des commandes.",
    there_is="Voici celles qui existent\N{NO-BREAK SPACE}:",
    next_usage=(
        "Écrivez /next pour le prochain événement, /next 3 pour les trois prochains ({} au plus), "
        "ou /next osce pour ceux qui s’y rapportent."
    ),
    number_as_word=(
        "{} est pris ici pour un mot, puisqu’un événement l’a. Un nombre d’événements s’écrit en "
        "premier\N{NO-BREAK SPACE}: /next 3 osce."
    ),
    privacy=(
        "Je ne conserve rien sur qui m’interroge\N{NO-BREAK SPACE}: ni nom, ni numéro, ni mot de "
        "la question. Une discussion qui suit quelque chose, ou qui a choisi une langue ou un "
        "fuseau horaire, est conservée par son numéro, avec ces choix, leur date, le sujet où je "
        "publie, ce que j’y ai publié et si elle a refusé un message\N{NARROW NO-BREAK SPACE}; "
        "/stop l’efface. Les sauvegardes faites auparavant le gardent, et le journal de qui me "
        "gère mentionne le numéro à chaque message.\n\n"
        "{}\n\n"
        "Pendant une minute après une réponse, je retiens dans quelle discussion je l’ai donnée, "
        "et des derniers messages et boutons les numéros, pour ne rien faire deux fois. Cela n’est "
        "jamais écrit nulle part. La langue de votre Telegram m’est indiquée avec chaque "
        "message\N{NARROW NO-BREAK SPACE}; je m’en sers pour répondre, et ne la garde que si vous "
        "suivez quelque chose en privé.\n\n"
        "Sont conservés ce qui a été publié de chaque événement, ce que j’ai publié dans les "
        "canaux et groupes et aux adresses qu’a choisis qui me gère, leurs numéros et adresses, le "
        "numéro de la discussion de mon opérateur et celui du dernier message de chacun, sans son "
        "texte ni son auteur.\n\n"
        "Ce que vous m’écrivez passe par Telegram, qui a ses propres règles."
    ),
    nothing_stored="De cette discussion, je ne conserve rien actuellement.",
    stored="De cette discussion, je conserve actuellement, jusqu’à /stop\N{NO-BREAK SPACE}:",
    stored_number="son numéro, depuis le {}",
    stored_follows="ce qu’elle suit (/following)\N{NO-BREAK SPACE}: {}",
    stored_forum_topic="le numéro du sujet où je publie\N{NO-BREAK SPACE}: {}",
    stored_posts="mes messages ici\N{NO-BREAK SPACE}: {}",
    stored_language="sa langue (/language)\N{NO-BREAK SPACE}: {}",
    stored_timezone="son fuseau horaire (/timezone)\N{NO-BREAK SPACE}: {}",
    language_set="Désormais, je réponds ici dans cette langue\N{NO-BREAK SPACE}: {}.",
    language_usage=(
        "Je réponds ici dans cette langue\N{NO-BREAK SPACE}: {}. Appuyez sur une autre, ou écrivez "
        "son code\N{NO-BREAK SPACE}: /language fr. Les titres, les lieux et les noms restent tels "
        "que l’agenda les donne."
    ),
    language_unknown="Je n’ai pas de langue qui s’appelle {}.",
    timezone_set=(
        "J’écris les heures ici à l’heure du lieu de l’événement, et à celle de cette ville"
        "\N{NO-BREAK SPACE}: {}."
    ),
    timezone_none="J’écris les heures ici à l’heure du lieu de l’événement, et en GMT.",
    timezone_usage=(
        "Écrivez /timezone suivi d’une ville, d’un pays ou d’un fuseau\N{NO-BREAK SPACE}: "
        "/timezone paris, /timezone portugal, /timezone Asia/Tokyo. /timezone off l’annule. "
        "Telegram affiche de toute façon les heures à votre heure\N{NARROW NO-BREAK SPACE}; ceci "
        "vaut pour les applications qui ne savent pas le faire et pour les notifications."
    ),
    timezone_unknown="Je ne connais ni ville, ni pays, ni fuseau qui s’appelle {}.",
    timezone_several="{} peut désigner\N{NO-BREAK SPACE}:",
    timezone_many="{} a de nombreux fuseaux horaires. Écrivez une ville.",
    gone="Cet événement n’est plus à l’agenda.",
    undated=(
        "Sa date reste à préciser\N{NO-BREAK SPACE}: il n’y a encore rien à mettre dans un "
        "calendrier."
    ),
    old_button="Ce bouton date d’une version antérieure. /help donne la liste des commandes.",
    too_old="Ce message est trop ancien. /help donne la liste des commandes.",
    too_much="Il y a trop de demandes en ce moment. Réessayez dans une minute.",
    administrators="Seuls les administrateurs choisissent ce que reçoit cette discussion.",
    named="Ce que reçoit cette discussion a été choisi par qui gère ce bot.",
    unavailable="Cela ne peut pas être enregistré pour le moment. Réessayez dans quelques minutes.",
)
