"""The words of Spanish."""

from bot.web.wording.page_words import PageWords, counts_in, span_in

SPANISH = PageWords(
    name="Español",
    counts=counts_in(
        "es",
        {
            "events": {"one": "{} acto", "many": "{} de actos", "other": "{} actos"},
            "further": {
                "one": "{} acto más queda para más adelante.",
                "many": "{} de actos más quedan para más adelante.",
                "other": "{} actos más quedan para más adelante.",
            },
            "earlier": {
                "one": "{} acto anterior no se muestra aquí.",
                "many": "{} de actos anteriores no se muestran aquí.",
                "other": "{} actos anteriores no se muestran aquí.",
            },
        },
    ),
    span=span_in("es"),
    site_menu="Navegación del sitio",
    languages="Idiomas",
    how_sure="Grado de certeza",
    where="Lugar",
    skip="Ir al contenido",
    agenda="Agenda",
    diary="Previsiones",
    changes="Cambios",
    subscribe="Suscribirse",
    all_events="Todos los actos",
    diary_to_print="Las previsiones: una línea por acto, para imprimir",
    what_has_changed="Qué ha cambiado en esta agenda",
    published_with=(
        "Publicado con Podium, un calendario de la diplomacia pública. "
        "Este sitio no usa cookies ni carga nada de otros sitios."
    ),
    news_feed="{}: novedades",
    changes_feed="{}: qué ha cambiado",
    next="A continuación",
    past="Pasado",
    today="Hoy",
    perhaps_today="Quizá hoy",
    closes_today="Se cierra hoy",
    about_now="Ahora, aproximadamente",
    perhaps_now="Quizá ahora",
    these_days="Estos días",
    under_way="En curso",
    no_date_was_announced="No se anunció ninguna fecha",
    no_time_was_announced="No se anunció ninguna hora",
    around_this_day="En torno a este día",
    on_this_day="Este día",
    about_days="Unos {}",
    in_city="en {}",
    now_and_next="Ahora y a continuación",
    now_and_to_come="Ahora y próximamente",
    still_to_come="Próximamente",
    no_events_yet="Aún no hay actos",
    concluded="Concluida",
    agenda_is_over="Esta agenda ha concluido.",
    all_is_past=(
        "Todos sus actos han pasado. Quedan aquí como registro, "
        "y en los calendarios de quienes se suscribieron."
    ),
    nothing_scheduled="Nada previsto",
    no_day_yet=(
        "Aún no se ha anunciado ninguna fecha de lo que está por venir. "
        "Quien se suscriba ahora verá la primera."
    ),
    all_is_off=(
        "Lo que estaba por venir se ha cancelado, aplazado o ya no figura en la agenda. "
        "Quien esté suscrito verá la nueva fecha cuando la haya."
    ),
    nothing_announced_yet=(
        "Aún no se ha anunciado ningún acto. Quien se suscriba ahora verá el primero."
    ),
    all_in_the_calendar="[El calendario] los contiene todos.",
    follows_changes="Su calendario seguirá cada cambio, con las horas de su propia zona horaria.",
    subscribe_in_app="Suscribirse en su aplicación de calendario",
    download="Descargar .ics",
    calendar_address="Dirección del calendario",
    copy="Copiar",
    or_to_a_part="O solo a una parte:",
    not_public=(
        "Este sitio está abierto en una dirección que solo alcanzan este equipo o su red. "
        "Google y Outlook leen los calendarios desde sus propios servidores, "
        "así que sus botones no funcionarán hasta que tenga una dirección pública."
    ),
    times_of_places="Las horas son las de cada lugar, y en GMT.",
    agenda_changed="Último cambio de la agenda: {}.",
    for_news_readers="Para lectores de noticias: [lo nuevo y lo que cambia].",
    for_programs="Para programas: [todo en JSON].",
    watch="Ver",
    delegations="Delegaciones",
    accreditation_for="Acreditación para",
    followed_by="Seguido de",
    add_event="Añadir este acto (.ics)",
    shown_when_dated=(
        "Los calendarios lo mostrarán en cuanto se conozca la fecha: [suscribirse a la agenda]."
    ),
    copy_as_of_now=(
        "Un archivo es una copia de este momento. "
        "Para seguir los cambios, [suscríbase a la agenda]."
    ),
    history_unreadable="El historial no se puede leer en este momento.",
    back_to="Volver a {}",
    times_of_place="Las horas son las del lugar, y en GMT.",
    changes_about="Qué se anunció, y qué ha cambiado desde entonces.",
    when="Cuándo",
    no_changes_yet="Aún no se ha anunciado nada.",
    newest_changes=(
        "Estos son los más recientes, {} como máximo; "
        "la página de cada acto tiene todos los suyos. "
        "Las correcciones de textos no se incluyen."
    ),
    days_of_gmt="Los días y las horas de publicación son los de GMT.",
    changes_for_news_readers="Para lectores de noticias: [todo esto]",
    diary_about="Lo previsto, día a día: una línea por acto.",
    as_plain_text="Lo mismo como texto sin formato",
    days="Días",
    seven_days="Siete días",
    from_today="Desde hoy",
    all_days="Todos los días",
    not_here="No está aquí",
    no_event_here="No hay ningún acto en esta dirección",
    perhaps_taken_off=(
        "Puede que se haya retirado de la agenda, o que la dirección tenga una errata."
    ),
    no_page_here="No hay ninguna página en esta dirección",
    perhaps_a_slip="Puede que la dirección tenga una errata.",
    see="Ver {}",
    moved="Trasladado",
    has_moved="Este acto tiene ahora otra dirección",
    your_time="{} en su hora",
    your_zone="Su hora es la de este dispositivo: {}.",
    copied="Dirección copiada.",
    not_copied="No se pudo copiar: seleccione la dirección y cópiela.",
)
