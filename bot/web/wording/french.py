"""The words of French."""

from bot.web.wording.page_words import PageWords, counts_in, span_in

FRENCH = PageWords(
    name="Français",
    counts=counts_in(
        "fr",
        {
            "events": {
                "one": "{} événement",
                "many": "{} d’événements",
                "other": "{} événements",
            },
            "further": {
                "one": "{} autre événement suivra plus tard.",
                "many": "{} d’autres événements suivront plus tard.",
                "other": "{} autres événements suivront plus tard.",
            },
            "earlier": {
                "one": "{} événement antérieur n’est pas affiché ici.",
                "many": "{} d’événements antérieurs ne sont pas affichés ici.",
                "other": "{} événements antérieurs ne sont pas affichés ici.",
            },
        },
    ),
    span=span_in("fr"),
    site_menu="Navigation du site",
    languages="Langues",
    how_sure="Degré de certitude",
    where="Lieu",
    skip="Aller au contenu",
    agenda="Agenda",
    diary="Prévisions",
    changes="Modifications",
    subscribe="S’abonner",
    all_events="Tous les événements",
    diary_to_print="Les prévisions\N{NO-BREAK SPACE}: une ligne par événement, à imprimer",
    what_has_changed="Ce qui a changé dans cet agenda",
    published_with=(
        "Publié avec Podium, un calendrier de la diplomatie publique. "
        "Ce site ne dépose aucun cookie et ne charge rien d’ailleurs."
    ),
    news_feed="{}\N{NO-BREAK SPACE}: nouveautés",
    changes_feed="{}\N{NO-BREAK SPACE}: ce qui a changé",
    next="À suivre",
    past="Passé",
    today="Aujourd’hui",
    perhaps_today="Peut-être aujourd’hui",
    closes_today="Clôture aujourd’hui",
    about_now="En ce moment, à peu près",
    perhaps_now="Peut-être en ce moment",
    these_days="Ces jours-ci",
    under_way="En cours",
    no_date_was_announced="Aucune date n’a été annoncée",
    no_time_was_announced="Aucune heure n’a été annoncée",
    around_this_day="Vers cette date",
    on_this_day="Ce jour-là",
    about_days="Environ {}",
    in_city="à {}",
    now_and_next="En cours et à suivre",
    now_and_to_come="En cours et à venir",
    still_to_come="À venir",
    no_events_yet="Aucun événement pour l’instant",
    concluded="Terminé",
    agenda_is_over="Cet agenda est terminé.",
    all_is_past=(
        "Tous ses événements sont passés. Ils restent consultables ici, "
        "et dans les calendriers des abonnés."
    ),
    nothing_scheduled="Rien de prévu",
    no_day_yet=(
        "Aucune date n’est encore annoncée pour ce qui est à venir. "
        "Les abonnés verront la première dès son annonce."
    ),
    all_is_off=(
        "Ce qui était à venir est annulé, reporté ou retiré de l’agenda. "
        "Les abonnés verront la nouvelle date dès qu’il y en aura une."
    ),
    nothing_announced_yet=(
        "Aucun événement n’est encore annoncé. Les abonnés verront le premier dès son annonce."
    ),
    all_in_the_calendar="[Le calendrier] les contient tous.",
    follows_changes=(
        "Votre calendrier suit alors chaque modification, aux heures de votre fuseau."
    ),
    subscribe_in_app="S’abonner dans votre application de calendrier",
    download="Télécharger .ics",
    calendar_address="Adresse du calendrier",
    copy="Copier",
    or_to_a_part="Ou à une partie seulement\N{NO-BREAK SPACE}:",
    not_public=(
        "Ce site est ouvert à une adresse que seuls cet ordinateur ou son réseau peuvent "
        "atteindre. Google et Outlook lisent les calendriers depuis leurs propres "
        "serveurs\N{NO-BREAK SPACE}: leurs boutons ne fonctionneront qu’avec une adresse publique."
    ),
    times_of_places="Les heures sont celles de chaque lieu, et en GMT.",
    agenda_changed="Dernière modification de l’agenda\N{NO-BREAK SPACE}: {}.",
    for_news_readers=(
        "Pour les lecteurs de flux\N{NO-BREAK SPACE}: [les nouveautés et les modifications]."
    ),
    for_programs="Pour les programmes\N{NO-BREAK SPACE}: [le tout en JSON].",
    watch="À regarder",
    delegations="Délégations",
    accreditation_for="Accréditation pour",
    followed_by="Suivi de",
    add_event="Ajouter cet événement (.ics)",
    shown_when_dated=(
        "Les calendriers l’afficheront dès que sa date sera connue\N{NO-BREAK SPACE}: "
        "[s’abonner à l’agenda]."
    ),
    copy_as_of_now=(
        "Un fichier est une copie à cet instant. "
        "Pour suivre les modifications, [abonnez-vous à l’agenda]."
    ),
    history_unreadable="L’historique est indisponible pour le moment.",
    back_to="Retour à {}",
    times_of_place="Les heures sont celles du lieu, et en GMT.",
    changes_about="Ce qui a été annoncé, et ce qui a changé depuis.",
    when="Quand",
    no_changes_yet="Rien n’a encore été annoncé.",
    newest_changes=(
        "Voici les plus récentes, {} au plus\N{NARROW NO-BREAK SPACE}; "
        "la page de chaque événement contient toutes les siennes. "
        "Les corrections de textes n’y figurent pas."
    ),
    days_of_gmt="Les jours et heures de publication sont en GMT.",
    changes_for_news_readers="Pour les lecteurs de flux\N{NO-BREAK SPACE}: [tout ceci]",
    diary_about="Ce qui est prévu, jour par jour\N{NO-BREAK SPACE}: une ligne par événement.",
    as_plain_text="La même chose en texte brut",
    days="Jours",
    seven_days="Sept jours",
    from_today="À partir d’aujourd’hui",
    all_days="Tous les jours",
    not_here="Introuvable",
    no_event_here="Il n’y a pas d’événement à cette adresse",
    perhaps_taken_off="Il a peut-être été retiré de l’agenda, ou l’adresse contient une erreur.",
    no_page_here="Il n’y a pas de page à cette adresse",
    perhaps_a_slip="L’adresse contient peut-être une erreur.",
    see="Voir {}",
    moved="Déplacé",
    has_moved="Cet événement a désormais une autre adresse",
    your_time="{} à votre heure",
    your_zone="Votre heure est celle de cet appareil\N{NO-BREAK SPACE}: {}.",
    copied="Adresse copiée.",
    not_copied="Copie impossible\N{NO-BREAK SPACE}: sélectionnez l’adresse et copiez-la.",
)
