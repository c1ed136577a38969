"""The words of answers in Spanish."""

from bot.messages.wording.answers.answer_words import AnswerWords
from events.wording.counts import counted

SPANISH = AnswerWords(
    count=counted("es", {"event": {"one": "{} acto", "many": "{} de actos", "other": "{} actos"}}),
    page="Página {page} de {pages}",
    page_before="‹ Página {}",
    page_after="Página {} ›",
    fewer_words="{}. Para ver las demás, pregunte con menos palabras.",
    on_words="Sobre {words}: {text}",
    taken_for="Nada coincide con {word}; se ha leído como {like}.",
    and_more="Y {} más.",
    on_now="En curso",
    perhaps_on_now="Quizá en curso",
    today="Hoy",
    still_to_come="Aún por venir",
    earlier_today="Antes, hoy mismo",
    next="A continuación",
    last="Lo último",
    off="Cancelado, aplazado o retirado de la agenda",
    perhaps_this_week="Quizá esta semana, fecha por anunciar",
    this_day="Hoy, {}",
    week_from="La semana: {}",
    nothing_today="No hay nada anunciado para hoy.",
    nothing_these_days="No hay nada anunciado para estos días.",
    nothing_ahead="no hay nada anunciado próximamente",
    nothing_ahead_dated="no hay nada anunciado con fecha próximamente",
    nothing_more="no hay nada más anunciado",
    nothing_more_dated="no hay nada más anunciado con fecha",
    no_press="no hay ninguna rueda de prensa ni sesión informativa anunciada",
    for_the_press="Para la prensa",
    accreditation_closes="Cierre de acreditaciones",
    what_has_changed="Lo que ha cambiado",
    nothing_on_record="Aún no consta nada.",
    published="Publicado a las {}",
    unreadable="El historial no se puede leer en este momento. Vuelva a preguntar en un rato.",
    event_usage=(
        "Escriba /event y algunas palabras del título, del lugar o de los participantes: "
        "/event osce vienna."
    ),
    closes_accreditation_for="Cierre de acreditaciones para",
    agenda="Agenda",
    ask_for_accreditation="Solicitud de acreditación",
    nothing_has="Nada en la agenda coincide con {}.",
    no_event_has_all="Ningún acto coincide con todas las palabras de {}.",
    other_words="Pruebe con otras palabras, o pida /next 10 para ver lo que viene.",
    nearest="Los más parecidos:",
    add_to_calendar="Añadir al calendario",
    follow="Seguir",
    subscribe="Suscribirse al calendario",
    stop="Dejar de seguir: {}",
    calendar="Calendario",
    opens_in_program="Se abre en un programa de calendario",
    page_with_buttons="Página, con un botón para cada calendario",
    no_feed="Este calendario no tiene dirección pública. Pídala a quien gestiona este bot.",
    no_own_calendar=(
        "No tiene calendario propio: los hay por tipo, ciudad, participante, etiqueta y agenda."
    ),
    left_out=(
        "Ningún tipo, ciudad, participante, etiqueta o agenda se llama {}: eso no se tiene en "
        "cuenta."
    ),
    follow_usage=(
        "Escriba /follow y una ciudad, un participante, un tipo o una palabra: /follow vienna, "
        "/follow briefings, /follow nato. Un tiempo al final indica con cuánta antelación le "
        "aviso: /follow viena 1 hora.\n"
        "/following muestra lo que sigue, y /stop termina con todo."
    ),
    length_unknown=(
        "En {} no entiendo con cuánta antelación: así no se sigue nada. Escriba al final un número "
        "de minutos, horas, días o semanas, 366 días como máximo: /follow viena 1 hora, o "
        "/follow viena 1 día, 1 hora para dos avisos."
    ),
    too_many=(
        "Este chat ya sigue todo lo que puedo guardar. /following lo muestra, con botones para "
        "dejar de seguir."
    ),
    follows_nothing=(
        "Este chat no sigue nada. Empiece con /follow vienna, o con el botón debajo de /event."
    ),
    followed="En seguimiento: {}",
    reminders_as_agenda=(
        "Los avisos llegan aquí según la agenda, y los cambios cuando se publican."
    ),
    reminders_before=(
        "Los avisos llegan aquí {} antes de la hora, y los cambios cuando se publican."
    ),
    and_again=" y otra vez ",
    moved_here="A partir de ahora, todo lo que sigue este chat llega aquí.",
    outside_thread="Llegan al grupo como mensajes aparte, no como respuestas aquí.",
    to_come="Por venir: {}.",
    the_next="El próximo: {}",
    nothing_to_come="Nada de lo que está por venir tiene que ver con ello todavía.",
    chat_follows="Este chat sigue",
    topic_before="{topic}, {leads} antes",
    gone_topic="un acto que ya no figura en la agenda",
    stopped=(
        "Hecho: he borrado todo lo que guardaba de este chat, lo que sigue y ha elegido, y lo que "
        "publiqué aquí. Los mensajes en sí se quedan hasta que usted los borre."
    ),
    commands={
        "next": "Lo que está en curso y lo que viene: /next 3, /next osce",
        "today": "Lo que hay hoy",
        "week": "Lo que hay en los próximos siete días",
        "event": "Todo sobre un acto: /event osce vienna",
        "changes": "Lo que ha cambiado últimamente",
        "press": "Ruedas de prensa y sesiones informativas, y quién puede asistir",
        "follow": "Avisos propios: /follow vienna, /follow nato 1 hora",
        "following": "Lo que sigue, y cómo dejarlo",
        "stop": "No seguir nada más, y borrar lo que guardo",
        "language": "En qué idioma respondo: /language es",
        "timezone": "Según la hora de qué ciudad escribo: /timezone madrid",
        "feed": "Las direcciones del calendario, o de una parte: /feed vienna, /feed following",
        "privacy": "Lo que guardo",
        "help": "Lo que sé hacer",
    },
    this_is="Esto es Podium: {}.",
    i_tell="Le digo lo que viene, cada hora en su propio huso horario.",
    no_command="El comando /{} no existe.",
    did_you_mean="¿Quería decir /{}?",
    help_lists="/help muestra los que hay.",
    there_is="Hay estos:",
    next_usage=(
        "Escriba /next para el próximo acto, /next 3 para los tres próximos ({} como máximo), o "
        "/next osce para los que tienen que ver con ello."
    ),
    number_as_word=(
        "{} se toma aquí por una palabra, porque un acto la tiene. Un número de actos va primero: "
        "/next 3 osce."
    ),
    privacy=(
        "No guardo nada de quien me pregunta: ni nombre, ni número, ni palabra alguna de la "
        "pregunta. Un chat que sigue algo, o que ha elegido un idioma o un huso horario, se guarda "
        "con su número, con eso, desde cuándo, el tema donde publico, lo que publiqué allí y si "
        "rechazó un mensaje; /stop lo borra. Las copias de seguridad anteriores lo conservan, y el "
        "registro de quien me gestiona anota el número con cada mensaje.\n\n"
        "{}\n\n"
        "Durante un minuto tras una respuesta recuerdo en qué chat la di, y de los últimos "
        "mensajes y botones pulsados sus números, para no hacer nada dos veces. Eso nunca queda "
        "por escrito. Telegram me dice con cada mensaje en qué idioma lo usa usted; respondo en él "
        "y solo lo guardo si sigue algo en privado.\n\n"
        "Se conserva lo que se publicó de cada acto, lo que publiqué en los canales, grupos y "
        "direcciones que eligió quien me gestiona, sus números y direcciones, y los números del "
        "chat de mi operador y del último mensaje de cada uno, sin su texto ni su autor.\n\n"
        "Lo que usted me escribe pasa por Telegram, que tiene sus propias normas."
    ),
    nothing_stored="De este chat no guardo nada en este momento.",
    stored="De este chat guardo en este momento, hasta /stop:",
    stored_number="su número, desde el {}",
    stored_follows="lo que sigue (/following): {}",
    stored_forum_topic="el número del tema donde publico: {}",
    stored_posts="mis mensajes aquí: {}",
    stored_language="su idioma (/language): {}",
    stored_timezone="su huso horario (/timezone): {}",
    language_set="A partir de ahora respondo aquí en este idioma: {}.",
    language_usage=(
        "Respondo aquí en este idioma: {}. Pulse otro, o escriba su código: /language es. Los "
        "títulos, los lugares y los nombres quedan como los da la agenda."
    ),
    language_unknown="No tengo ningún idioma que se llame {}.",
    timezone_set="Escribo las horas aquí según la hora del lugar de cada acto y según la de {}.",
    timezone_none="Escribo las horas aquí según la hora del lugar de cada acto y en GMT.",
    timezone_usage=(
        "Escriba /timezone y una ciudad, un país o un huso: /timezone madrid, /timezone portugal, "
        "/timezone Asia/Tokyo. /timezone off lo anula. Telegram ya muestra las horas según su "
        "reloj; esto vale para los programas que no saben hacerlo y para las notificaciones."
    ),
    timezone_unknown="No conozco ninguna ciudad, país o huso que se llame {}.",
    timezone_several="{} puede ser uno de estos:",
    timezone_many="{} tiene muchos husos horarios. Escriba una ciudad.",
    gone="Este acto ya no figura en la agenda.",
    undated="Su fecha está por anunciar: aún no hay nada que poner en un calendario.",
    old_button="Este botón es de una versión anterior. Pregunte de nuevo: /help muestra qué hay.",
    too_old="Este mensaje es demasiado antiguo. Pregunte de nuevo: /help muestra qué hay.",
    too_much="Ahora mismo hay demasiadas preguntas. Inténtelo de nuevo en un minuto.",
    administrators="Solo los administradores eligen lo que recibe este chat.",
    named="Lo que recibe este chat lo ha elegido quien gestiona este bot.",
    unavailable="Ahora mismo no se puede guardar. Inténtelo de nuevo en unos minutos.",
)
