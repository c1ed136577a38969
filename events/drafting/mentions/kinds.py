"""Words of a text that say what an event is: nouns, and verbs in the present or future."""

import re
from dataclasses import dataclass, replace

from events.model import Kind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says that something is held, and of what kind.

    - ``is_verb``: its subject is who does it
    - ``is_aside``: it only says when something else is: during a call, after the summit
    - ``is_definite``: it may be an event that was told of before: the meeting
    - ``is_arrival``: somebody arrives, for what else is told
    """

    span: Span
    kind: Kind
    is_verb: bool = False
    is_aside: bool = False
    is_definite: bool = False
    is_arrival: bool = False


_NOUNS: dict[Kind, str] = {
    Kind.PRESS_CONFERENCE: r"(?:press|news|media)[ -]conferences?|press availability|media availability|"
    r"press points?|press moments?|pressers?|press encounter|press remarks|joint press statements?|press statements?|(?:(?:press|media) )?appearances?(?= (?:before|with) the (?:press|media)\b)|q ?& ?a(?= with (?:the )?(?:press|media|journalists|reporters)\b)|media encounter|press appearances?|"
    r"(?:press|media) (?:events?|meetings?|calls?(?! time)|huddle|opportunit(?:y|ies)|round-?tables?|q ?& ?a)|newsers?|"
    r"conf[ée]rence de presse|point de presse|rencontre avec la presse|\w*Pressekonferenz(?:en)?|Medienkonferenz|Pressegespräch|Mediengespräch|"
    r"Pressebegegnung|Begegnung mit der Presse|Pressetermin|Pressestatements?|подход\w* к прессе|"
    r"пресс-конференци\w+|пресс-подход\w*",
    Kind.BRIEFING: r"(?:(?:press|media|noon|background|daily|technical|news) )?briefings?|(?:presentations?|launch)(?= [^,;.:]{0,60}?\bto (?:the )?(?:press|media|journalists|reporters)\b)|press gaggle|Pressebriefing|Medienbriefing|брифинг\w*",
    Kind.STATEMENT: r"door-?st[eo]ps?(?: statements?| interviews?| remarks)?|(?:media |press )?stakeouts?|statements? to the (?:press|media)|announcements?(?= (?:on|of|about|regarding|concerning)\b)|"
    r"remarks to (?:the )?(?:press|media|reporters)|media statements?|points? presse|(?:joint )?communiqu[eé]s?|opening statements?|joint statements?|statements?|déclarations? (?:(?:conjointes?|communes?) )?(?:à|devant) la presse|déclarations? (?:conjointes?|communes?)|\w*[Ee]rklärung(?:en)?",
    Kind.SPEECH: r"speech(?:es)?|(?:televised |keynote |opening |annual |nationwide |joint )?address(?!es\b)|keynotes?|lectures?|remarks|"
    r"allocution|\w*Rede|Ansprache|Grußworte?|\w*Vortrag|discours|речь\w*|выступлени\w+|fireside chat",
    Kind.SUMMIT: r"(?:\w+-)?summits?|G(?:7|8|20)(?= in\b)|leaders['’] meeting|European Council|[\w-]*[Gg]ipfel\w*|sommet|Conseil européen|Europäischer Rat|саммит\w*",
    Kind.HEARING: r"(?:court |public |oral |confirmation )?hearings?|trials?|(?:reprise du )?procès|oral arguments?|\w*Anhörung(?:en)?|слушани\w+|court appearance|"
    r"auditions?(?= (?:de|du|des|devant|à|au|par)\b)|(?:Gerichts|Haupt|mündliche )verhandlung|Urteilsverkündung|plaidoiries|sentencing|arraignment|"
    r"(?:delivery|reading) of (?:the |its |a |an )?(?:[\w]+['’]s )?(?:advisory )?(?:judge?ment|verdict|ruling|opinion|order)|(?:public|court) sittings?|(?<=court )sittings?|(?:two|three|four|several|chamber) judge?ments?|judge?ments?(?= in (?:the )?cases?\b)|testimony(?= (?:before|to|in)\b)|"
    r"(?:evidence|question) sessions?|oral evidence|(?<![\w,] )evidence(?= (?:on|from)\b)|question time|(?:Prime Minister['’]s|oral|urgent) questions?|questions au gouvernement|verdicts?|(?-i:Opinion) of (?:the )?Advocate|judge?ments? (?:is|will|in the)|ruling",
    Kind.VOTE: r"adoption(?= of\b)|(?<!up )votes|vote|voting|ballots?|referendums?|(?:(?:snap|general|presidential|parliamentary|legislative|local) )?elections?|"
    r"by-elections?|run-?offs?|élections?|référendum|\w*Abstimmung(?:en)?|\w*wahl(?:en)?|голосовани\w+|выбор(?:ы|ов)|scrutin",
    Kind.CEREMONY: r"(?:[\w-]+ )?ceremon(?:y|ies)|family (?:photo|portrait)s?|(?:group|official|family) photo(?:graph)?s?|accueil|commemorations?|inaugurations?|"
    r"signing|swearing-in|receptions?|gala|funerals?|(?:church|memorial|ecumenical|interfaith|multi-faith|religious|prayer|carol|thanksgiving|commemorative|funeral) services?|(?:holy |requiem )?(?-i:Mass)(?! (?:protest|rall|demonstration|media|transit))|\w*Gottesdienst|wreath-laying|unveiling|parade|arrivals?(?! in (?!the\b))|"
    r"welcome (?:by|at)|(?:official|ceremonial|formal|state) welcome|handshakes?|photo opportunit(?:y|ies)|photo call|photo op|(?:photo|pool|press) spray|oath-taking|tour de table|Familienfoto|photo de famille|arriv[ée]es?(?! (?:à|au|en) (?-i:[A-Z]))|signature|c[ée]r[ée]monie|d[ée]p[ôo]t de gerbe|Ankunft(?! in (?-i:[A-Z]))|\w*Unterzeichnung|Begrü(?:ß|ss)ung|Fototermin|remises?(?= (?:de|des|du|d['’])\b)|подписани\w+|прибыти\w+(?! в (?-i:[А-Я]))|"
    r"\w*Empfang|\w*Verleihung|Kranz(?:nieder)?legung|Grundsteinlegung|Vereidigung|\w*feier(?:stunde|lichkeit(?:en)?)?|Gedenkstunde|Gedenkveranstaltung|Festakt|Einweihung|Amtseinführung|hand-?overs?|handing[- ]over|Schlüsselübergabe|(?:guards? of honou?r|honou?r guard|military honou?rs)|ribbon-cutting|launch event|launch(?=:| of (?:the|a|an|its)\b)|"
    r"prize-giving|(?:presentation|conferment|conferral|awarding)(?= of (?:[\w-]+ ){0,3}(?:credentials|letters|awards?|prizes?|medals?|orders?|certificates|diplomas|degrees?)\b)|exchange(?= of (?!(?:[\w-]+ )?(?:views|ideas|information|experiences?|opinions|prisoners|fire|data|goods|currenc|students|goodwill)))|state banquet|service of (?:thanksgiving|remembrance)|receives? (?:the )?(?:letters of )?(?:credentials|credence)|церемони\w+|vigil|requiem|wreath|flag[- ]raising|tête-à-tête photo",
    Kind.CALL: r"calls?(?= (?:with|between) )|(?:tele)?phone (?:calls?|conversations?|talks)|(?:video|conference|telephone) calls?|"
    r"VTCs?(?= (?:of|with|between)\b)|(?<!via )(?<!by )(?<!per )(?<!par )(?<!through )video-?\s?(?:tele)?conferences?|Telefonat|\w*Telefongespräche?|entretien téléphonique|телефонн\w+ разговор\w*",
    Kind.VISIT: r"(?:guided |walking |city |study |inspection |boat )?tours?(?= (?:of|through|around)\b)|walk(?= (?:through|along|around)\b)|walkabout|(?:(?:state|official|working|two-day|three-day|one-day) )?visits?|trips?|(?:apostolic )?journeys?(?= (?:of|by|to)\b)|flight to(?= )|(?:départ pour|Abreise nach|Abflug nach|Weiterflug nach|Weiterreise nach)(?= )|(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )(?<!to )(?<!on )(?<!foreign )travel(?= to )|departure for|d[ée]placement|\w*Besuch|(?:\w+[snt])?Reise|visite|визит\w*|поездк\w+|stopover|arrival(?= in (?!the\b))|arriv[ée]e(?= (?:à|au|en) )|Ankunft(?= in )|прибытие(?= в )",
    Kind.DEADLINE: r"deadlines?|closing date|(?:Anmelde|Einsende|Bewerbungs|Melde)schluss|Anmeldefrist|date limite|clôture des \w+|registrations? (?:closes?|deadline)|(?:last|final) (?:day|date) for|cut-?off",
    Kind.MILESTONE: r"publication(?= of\b)|entry into force|(?:first |preliminary |provisional |final |official )*results?(?= (?:are |is )?(?:expected|due)\b)|exit polls?(?= (?:are |is )?(?:expected|due)\b)",
    Kind.OBSERVANCE: r"(?:International|World|European|Europe|Constitution|Human Rights|Africa|United Nations|Unity|Republic|Liberation|Women['’]s|Statehood|Freedom|National|Remembrance|Independence|Victory) Day(?: of[\w ]*)?|(?-i:(?:International|World|European|National)(?: [A-Z][\w'’]+){1,3} Day)|"
    r"(?:\w+ )?(?:anniversary|Remembrance Day)|Holocaust Remembrance Day",
    Kind.MEETING: r"(?:[\w]+-)?meetings?|mtgs?|sittings?|talks|discussions(?= with)|petit-déjeuner|(?:[\w-]+ )?sessions?|consultations|conférences?(?! de presse)|(?:[\w-]+ )?conferences?(?! (?:calls?|cent(?:er|re)|rooms?|halls?|hotel|building)\b)|negotiations|"
    r"rounds? of (?:[\w-]+ ){0,2}(?:talks|negotiations|consultations)|dialogue|[\w-]*forum|plenary|(?:open )?debates?|[\w-]*debatte|"
    r"lunch(?:eon)?|dinner|breakfast|round-?tables?|workshops?|seminars?|(?<!d['’])ouverture|Eröffnung|открыти\w+|panel|congress(?! (?:cent(?:er|re)|halls?|building|palace)\b)|exchanges? of views|gatherings?|presentations?|talks-about-talks|audience|courtesy calls?|"
    r"retreat|conclave|assembly(?= (?:meets|opens|session))|symposium|colloquium|colloque|(?:side|high-level|public) events?|town hall(?!\s*(?:[,.]|$))|trilogues?|"
    r"table ronde|séances?|débats?|négociations|pourparlers|Conseil (?:des|de|du) [\w ]{3,30}?(?=\W|$)|Conseil ministériel|Besprechung|Klausur\w*|Unterredung|Fachgespräch|"
    r"(?:Arbeits|Mittag|Abend)?essen|Runder Tisch|совещани\w+|сессия|консультаци\w+|"
    r"(?:bi|tri)laterals|(?:bi|tri)lateral(?= with)|tête-à-tête|r[ée]unions?|[\w-]*[Tt]reffen|[\w-]*[Ss]itzung|заседани\w+|встреч\w+|переговор\w+|"
    r"[\w-]*[Kk]onferenz|\w*Gespräche?|entretiens?|\w*Beratungen|\w*Verhandlungen|\w*Tagung|конференци\w+|déjeuner|dîner|Eurogroup|ECOFIN|COREPER|"
    r"(?:Foreign|General|Economic|Defence|Environment|Agriculture|Justice|Transport|Competitiveness|Home)(?: [\w]+){0,3} (?:Affairs )?Council|"
    r"(?:NATO|Permanent|Ministerial|North|Governing|NATO[-–]\w+|Ukraine)(?:[ -]\w+){0,3} Council|Contact Group|Open Day|exercise|rall(?:y|ies)|protests?|demonstrations?|gathering",
}  # fmt: skip
# Each look behind is of words of one length, as it must be.
_FUTURE = r"(?:(?<=to |ll )|(?<=may |can |and |two |not |n't |n’t )|(?<=will |then |also |both |they )|(?<=would |could |might |shall )|(?<=leaders )|(?<=ministers ))"
_VERBS: list[tuple[Kind, str]] = [
    (Kind.CALL, (r"(?:speak|talk|speaks|talks|confer)(?: [\w'’]+){0,6} (?:by|over the|on the|via) (?:tele)?(?:phone|video)\w*"
     r"|телефониру\w+|telefonieren|telefoniert")),
    (Kind.STATEMENT, (r"announces? (?:(?:its|their|his|her|the|a|new) )?(?:[\w-]+ )?(?:positions?|stance|candidac(?:y|ies)|plans?|measures|sanctions|budget|cabinet|winners?|names?)\b|(?:speaks?|talk|talks) to (?:the )?(?:reporters|journalists|press|media)|s['’](?:adress|exprim)\w+ (?:à|devant) la presse|"
     r"(?:makes?|deliver|issues?|gives?|read|delivers) (?:a|his|her|their|joint|an?) ?(?:[\w-]+ )?statements?")),
    (Kind.BRIEFING, (r"briefs?(?= on\b)|(?<=will )brief(?= (?:from|via|by|in)\b|\s+\0)|briefs? (?:the )?(?:\w+ ){0,2}(?:States|Assembly|Parliament|Congress|Senate|reporters|journalists|press|media|council|Council|[Cc]ommittees?|members|ministers|"
     r"lawmakers|correspondents|allies|MPs|senators|delegations)|updates? (?:reporters|the press|the Council)")),
    (Kind.HEARING, (r"(?:takes?|answers?) questions (?:(?:at|in|from|before|during) )(?:the )?(?:[\w'’-]+ ){0,5}?"
     r"(?:Duma|Parliament|Senate|House|Bundestag|Riksdag|Congress|Knesset|MPs|MEPs|lawmakers|deputies|senators|[Cc]ommittee)"
     r"|(?:takes?|answers?) questions (?:in|before) the (?!Press|Media)[A-Z]\w+(?! (?:Room|Hall|House|Hotel|Palace|Building|Cent))")),
    (Kind.PRESS_CONFERENCE, r"vor die (?:Presse|Medien|Journalisten)\b|(?:stellt|stellen) sich (?:[\w]+ ){0,5}(?:Presse|Medien|Journalisten)\b|(?:takes?|answers?|take) questions|(?:meets?|faces?) (?:with )?(?:the press|reporters|journalists)"),
    (Kind.HEARING, (r"testif(?:y|ies)|befragt|auditionnera|(?:questions?|grills?) (?:the|ministers?|foreign|officials)|appears? (?:before|in court)|"
     r"(?:goes|go) on trial|(?:gives?|takes?|hears?) evidence|be (?:questioned|heard|cross-examined)|hears?(?= (?:the|a|an|from) )|(?:(?<=ommittee )|(?<=ourt )|(?<=panel ))(?:hears|questions|grills|quizzes)|hears? (?:(?:the )?case|petitions?|appeals?|evidence|testimony|arguments)|"
     rf"reports? to(?= (?:the )?(?:[\w’'-]+ ){0,3}?(?:[Ss]enate|[Pp]arliament|[Cc]ongress|Duma|Bundestag|Knesset|Sejm|Riksdag|[Ll]awmakers|[Dd]eputies|MPs|[Ss]enators|[Aa]ssembly|House|[Cc]ommittee)\b)|(?:delivers?|gives?|issues?|announces?|pronounces?) (?:(?:its|an?|the) )?(?:advisory )?(?:judge?ment|verdict|ruling|opinion|sentence)\b|rules? on|rules(?=\s+\0)|{_FUTURE}rule(?! out| over)|hands? down|be sentenced")),
    (Kind.VOTE, r"(?<!up )votes|vote|voting|goes? to the polls|go to the polls|elects?|decides? on|choose a new|ratif(?:y|ies)|adopts?|be (?:adopted|voted on|put to (?:a|the) vote)|wählt|wählen|se prononcera|abstimmen|stimmt|проголосу\w+"),
    (Kind.SPEECH, (rf"{_FUTURE}address|addresses|takes? the floor|speaks?(?= at| in| to| before| on| first|,|\.| \0)|gives? (?:a|an|the) (?:\w+ )?talk|"
     r"delivers? (?:a |an |the |his |her )?(?:[\w-]+ )?(?:speech|address|remarks|lecture|keynote)|(?<!se )prononcera|prononce(?= un)|interviendra|s['’]exprimera|выступит|spricht(?! mit)")),
    (Kind.CEREMONY, (rf"(?:celebrates?|says?|leads?) (?:[\w'’]+ ){{0,3}}Mass|takes? (?:the|an|his|her) oath|{_FUTURE}sign|signs|arrive(?= (?:between|from)\b)|be signed|lays? (?:a )?(?:wreaths?|flowers)|inaugurates?|inaugure(?:ra)?|signera|be (?:sworn in|inaugurated|buried|awarded|"
     r"appointed|presented with|crowned|unveiled|hoisted)|is sworn in|(?:presents?|hands?) (?:in|over|out|the|his|her|their|its) [\w'’ ]{0,30}(?:applications?|credentials|prize|award|letters?)|"
     r"cuts? the ribbon|unveils?|awards? (?:the|a)|hands? over the chair(?:manship)?|(?:re)?opens? (?:the|a|its|his|her) (?i:(?:new )?(?:[\w-]+ ){0,2}(?:embassy|consulate|office|exhibition|bridge|museum|airport|hospital|school|headquarters|building|memorial))|подпи(?:шут|сать|шет)|unterzeichne(?:t|n)|unterschreib(?:t|en)|signent|signeront")),
    (Kind.MILESTONE, (rf"(?:publish(?:es)?|{_FUTURE}release|releases)(?= (?:(?:its|the|a|an|his|her|their)|(?:[\w-]+ ){{0,4}}(?:figures|data|estimates?|forecasts?|outlook|reports?|index|statistics|results))\b)|be (?:published|released)|(?:is|are) (?:published|released)(?= (?:(?:on|at|in) )?\0)|(?:is|are|be) (?:dissolved|prorogued)|"
     r"takes? (?:over|office|effect)|(?:enters?|comes?|goes) into (?:force|effect)|expires?|assumes? (?:the|office)|"
     r"hands? over the presidency|returns? from recess|announces? (?:its|the|a) (?:[\w-]+ ){0,3}decision|joins? the (?=[A-Z]|bloc\b|euro\b|alliance\b|union\b)|becomes? (?:a|the) (?:full )?member|accedes?|ceases?|steps? down|goes live|rises(?= (?:for|on|at) |\s+\0)|goes into recess|вступ\w+ в силу")),
    (Kind.OBSERVANCE, r"marks? (?:the )?(?:\w+ ){0,3}(?:Day|day|anniversary)|is (?:marked|observed|celebrated|commemorated)|observes? \w+ Day"),
    (Kind.VISIT, (rf"{_FUTURE}(?:visit|travel|tour|go|fly|head|arrive|leave for|depart for|come|return(?! on\b)|be)(?=(?: \0+)? (?:to|in|on|for) |\s[A-Z])(?!\s(?:[A-Z][a-z]+\s)?(?:the table|talks))|"
     r"visits(?! by)|sends? (?:a |an |its |their )?(?:[\w-]+ )?(?:delegations?|envoys?|team|officials|negotiators) to|arrive(?= (?:at|in|on)\b)|travels(?: on)?|stops?(?: over)?(?= in [A-ZÀ-Ž])|cross(?:es)? (?:the border|into)|leaves for|departs for|heads for|flies(?! home| back)|arrives|[Aa]rrive(?= (?:(?:in|at) )?[A-Z])|arrive(?=\s+(?:\0|early|late))|heads to|inspects|{_FUTURE}inspect|goes to|(?:goes|go|continues?|moves?|proceeds?)(?: on)? to(?= [A-ZÀ-Ž])|tours|pays? (?:a|an) (?:\w+ )?(?:\w+ )?visit|"
     r"(?<!imes )(?<!ours )(?<!time )(?:is|are) (?:due |expected )?(?:in|back in)(?= [A-Z])|(?:is|are) (?:due|expected) at(?= (?:the )?[A-Z])|reis(?:t|en)|flieg(?:t|en)|besucht|besuchen|(?:est|sont) attendue?s?(?= (?:à|en|au))|(?:is|are) (?:due |expected )?there(?=,? (?:on )?\0)|se rendra|se rend|visitera|посетит|прибудет|приедет|joins? \w+ in")),
    (Kind.MEETING, (rf"meets?|(?:calls on|{_FUTURE}call on)(?= (?:the |his |her |their |[A-ZÀ-Ž][\w-]+['’]s? )?(?:[\w-]+ ){{0,2}}?(?i:president|prime|king|queen|emir|speaker|foreign|sultan|pope|chancellor|minister)\b(?![^.;]{{0,80}}? to [a-z]))|(?:sees|{_FUTURE}see)(?= (?:his|her|their|its|the|both|all|two|three) (?:[\w’'-]+ ){{0,3}}(?:counterparts?|ministers?|presidents?|envoys?|ambassadors?|chancellors?|premiers?|leaders?|king|queen|pope|delegations?|parties|sides|negotiators?|mediators?|deputies|opposition|families|officials)\b)|convenes?|reconvenes?|{_FUTURE}gather|gathers?|assembles?|sits? (?:down|on|in)|sits|negotiates?|"
     rf"{_FUTURE}(?:finish|finali[sz]e|complete|thrash out|hammer out|work on|agree(?: on)?|settle|negotiate)(?= (?:the |a |its |their )?(?:final |joint |draft )?(?:text|wording|draft|communiqu|declaration|agenda|statement|conclusions|accord|agreement|resolution))|"
     r"returns? to (?:the )?(?:table|talks|negotiating table|negotiations)|takes? up|confers?|"
     rf"{_FUTURE}(?:discuss|debate|consult|consider|hold|host|receive|welcome|resume|attend|join|chair|open|start|begin|continue|take part|take place|participate)|"
     r"discuss(?:es)|debates|hosts|receives|welcomes|chairs|attends|holds|resumes|opens|takes part|takes place|participates|continues|be (?:held|presented|discussed|launched|hosted|convened|opened)|presents|launches|be hosting|"
     r"sit (?=with)|treffen sich|trifft|treffen|tagt|tagen|empfängt|berät|findet|se réuni(?:ra|ront|t|ssent)|rencontre(?:ra)?|reçoit|recevra|aura lieu|se tiendra|"
     r"be (?:received|welcomed|greeted|hosted)(?= (?:by|at|in|on))|(?:is|are) (?:received|welcomed|greeted) by|co-?(?:hosts?|chairs?)|comes? together|(?:dines?|lunch(?:es)?|breakfasts?) (?:with|together)|"
     r"spricht mit|begrüßt|eröffne(?:t|n)|sera reçue?|seront reçue?s|(?:tritt|treten|kommt|kommen)(?= [^!?;]{0,160}\bzusammen\b)|s['’]entretien(?:t|dra)|préside(?:ra)?|prendra part|ouvrira|accueille(?:ra)?|participe(?:ra)?|собер[её]тся|соберутся|встретится|встретятся|проведёт|проведет|проведут|состоится|состоятся|пройдёт|пройдет|обсудят|примет")),
]  # fmt: skip
_LIGHT = re.compile(
    r"(?:discuss|debates?|consult|consider|holds?|hosts?|receives?|welcomes?|resumes?|attends?|join|chairs?|opens?|starts?|begins?|continues?|"
    r"take part|take place|takes part|takes place|participates?|be (?:held|presented|discussed|launched|hosted|convened|opened)|presents|launches|be hosting|findet|aura lieu|se tiendra|проведёт|проведет|проведут|состоится|состоятся|"
    r"пройдёт|пройдет|be|go|gathers?|sits?|takes up|come|return|leave for|deliver|publish(?:es)?|releases?|be (?:published|released))$"
)
_NOUN = re.compile(
    r"(?<![\w-])(?<!\0['’])(?=\w)(?:"
    + "|".join(f"(?P<k{n}>{it})" for n, it in enumerate(_NOUNS.values()))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<![\w-])(?=\w)(?:"
    + "|".join(f"(?P<v{n}>{it})" for n, (_, it) in enumerate(_VERBS))
    + r")(?!\w)"
)
_ASIDE = re.compile(
    r"\b(?:during|after|since|ahead of|prior to|in advance of|on the eve of|in the run-up to|before|following|told|sidelines of|margins of|outcome of|results of|"
    r"wind(?:s|ing)? up|wrap(?:s|ping)? up|closes?|precedes?|rounds? off|concludes?|ends?|ending|finish(?:es)?|on|agreed at|as part of|for|of|from|until|despite|(?:takes? place|held) (?:at|in)|invited to|preparations for|prepare for|speaking at|between|im Anschluss an|am Rande|anlässlich|(?:à l['’]issue|en marge|à l['’]occasion|au terme)(?: d[eu]s?)?|vor|nach|während|seit|zu|avant|après|lors de|pendant|во время|перед|после|по итогам|по окончании|в ходе|на полях)\s+"
    r"(?:(?:a|an|the|der|die|das|den|dem|le|la|les|his|her|their|its|last|this|two|our|such|those|these|previous|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s)\s+|(?:de\s+)?l['’])?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_BY_CALL = re.compile(r"\b(?:via|by|through|over|per|par)\s+(?:(?:a|secure|une)\s+)*$")
_DEFINITE = re.compile(
    r"(?:\0['’]s\s|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s\s(?:[\w-]+\s)?|\b(?:the|this|their|those|these|der|die|das|le|la|les|cette)\s+(?:(?:special|two-day|three-day|day-long|virtual|\0+|[a-z][\w'’]+|[A-Z][\w-]+|Wednesday|Monday|Tuesday|Thursday|Friday|Saturday|Sunday)\s+)?)$",
    re.IGNORECASE,
)
_OWN_ARTICLE = re.compile(r"(?:the|this|these)\s", re.IGNORECASE)
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:opening|closing|first|second|third|fourth|final|last|plenary|working|inaugural|concluding|morning|afternoon|evening|"
    r"separate|another|other|joint)\s+(?:[\w-]+\s+)?[\w-]+$|\b(?:dinner|lunch|luncheon|breakfast|reception)$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:let us know|tell us|inform us|contact us|get in touch|come back to us|we (?:[a-z]+ )?(?:need|require|must have|ask for) (?:your|the (?:names?|list|details)|a (?:list|copy)|copies|all|passport|details|names)|must reach (?:us|the)|ha(?:s|ve) (?:up )?until|accredit\w*|applications?|appl(?:y|ies)|regist\w+|submi\w+|file|lodge|payable|observations|pleadings|contributions|responses|feedback|tenders|papers|abstracts|manuscripts|pre-register|nominations?|candidatures?|RSVP|R\.\s?S\.\s?V\.\s?P|announce themselves|notify|expressions of interest|sign up|"
    r"wish(?:ing)? to (?:attend|cover|participate)|interested|e-?mail|write to|send|confirm(?= by\b| (?:your |their )?(?:attendance|participation))|requests?|entries|comments|bids|proposals|Anmeldung\w*|Akkreditierung\w*|accréditations?|accréditer|inscriptions?|аккредитаци\w+|deadline|repl(?:y|ies)|respond|answer|melden|anmelden|Rückmeldung|Bewerbung\w*|Zusagen?|candidatures|заяв\w+|регистраци\w*|s['’]inscrire|inscrivez|merci de confirmer)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|closes?|closing|deadline|latest|au plus tard|spätestens|не позднее|expires?|ends?|endet|завершается|заканчивается|bis|avant|jusqu['’]au|до|cob|close of business)\b",
    re.IGNORECASE,
)

_OPENING_VERB = re.compile(r"(?:^|[-–—:|] |\0)\W*[A-Z](?=[a-z]+s )")  # GOVERNOR - Signs a bill


_VISIT_THEN = re.compile(r"visit\s*(?:\0|$)")  # minister to visit in July


def find_triggers(text: str) -> list[Trigger]:
    """Find what a text, whose days are blanked, says of what is held; none overlap."""
    found: list[Trigger] = []
    kinds = [*_NOUNS]
    named = text.title() if text.isupper() else text  # WORLD WATER DAY
    nouns = [(it.span(), kinds[int(str(it.lastgroup)[1:])]) for it in _NOUN.finditer(named)]
    for span, kind in nouns:
        before = text[: span[0]]
        aside = bool(_ASIDE.search(before)) and not re.search(
            r"(?<!the )\b(?:host|hold|have)\w*\s[^,;]*$", before[-30:]
        )
        aside = aside or (kind is Kind.CALL and bool(_BY_CALL.search(before)))
        whole = f"{before[-30:]}{text[slice(*span)]}"
        is_told = _DEFINITE.search(before) or _OWN_ARTICLE.match(text[slice(*span)])
        definite = bool(is_told) and not _ONE_OF_SEVERAL.search(whole)
        arrival = text[slice(*span)].casefold().startswith(("arriv", "ankunft", "прибыти"))
        is_verb = before.endswith(" to ") and bool(_VISIT_THEN.match(text, span[0]))
        found.append(Trigger(span, kind, is_verb, aside, definite, arrival))
    lines = _OPENING_VERB.sub(lambda it: it[0].lower(), text)
    for match in _VERB.finditer(text.lower() if text.isupper() else lines):
        span = match.span()
        kind = _VERBS[int(str(match.lastgroup)[1:])][0]
        if (
            any(it[0][0] < span[1] and span[0] < it[0][1] for it in nouns)
            and len(match[0].split()) == 1
        ):
            if kind in (Kind.SPEECH,):
                found = [it for it in found if not (it.span[0] < span[1] and span[0] < it.span[1])]
            else:
                continue
        found = [it for it in found if not (span[0] <= it.span[0] < span[1])]
        is_heard = kind is Kind.HEARING and any(0 <= it[0][0] - span[1] <= 5 for it in nouns)
        is_light = (
            is_heard
            or bool(_LIGHT.match(match[0]))
            or (kind is Kind.OBSERVANCE and text[: span[0]].endswith(" to "))
        )
        if kind is Kind.MEETING and _is_of_summit(match, text):
            kind = Kind.SUMMIT
        found.append(Trigger(span, kind, True, is_light))
    found = [replace(it, is_aside=False) if _is_object(it, found, text) else it for it in found]
    return sorted(found, key=lambda it: it.span)


def _is_of_summit(verb: re.Match[str], text: str) -> bool:
    """Tell whether who meets does so for a summit, or is one: the European Council meets."""
    return bool(_GATHERS.match(verb[0])) and bool(
        _FOR_SUMMIT.match(text, verb.end()) or _AS_SUMMIT.search(text[: verb.start()])
    )


_GATHERS = re.compile(r"(?:meets?|gathers?|convenes?|assembles?|comes? together)$")
_FOR_SUMMIT = re.compile(
    r"[^.;]{0,60}?\b(?:for|at) (?:a|an|the|their|its) (?:[\w-]+ ){0,3}summit\b"
)
_AS_SUMMIT = re.compile(r"(?:European Council|[Ss]ummit)\s+(?:(?:will|is to|is due to)\s+)?$")


def _is_object(noun: Trigger, found: list[Trigger], text: str) -> bool:
    """Tell whether a word is what somebody does of whose name "of" is: a Court of Justice opens hearings."""
    return noun.is_aside and any(
        it.is_verb and re.fullmatch(r"\s+(?:(?:a|an|the)\s+)?", text[it.span[1] : noun.span[0]])
        for it in found
        if it.span[1] < noun.span[0]
    )


def first_trigger(triggers: list[Trigger]) -> Trigger | None:
    """Return the word that says what a line is: rather a noun or a telling verb than an aside."""
    press = [it for it in triggers if it.kind is Kind.PRESS_CONFERENCE and not it.is_aside]
    telling = [it for it in triggers if not it.is_aside]
    # Who arrives does so for the rest of the line.
    telling.sort(key=lambda it: it.is_arrival)
    light = [it for it in triggers if it.is_verb]
    return next(iter((*press, *telling, *light, *triggers)), None)


# Who is asked to do something: Crews must reach the gate by; Please let us know by
_ASKED = re.compile(
    r"\b(?:(?:media|press|journalists?|reporters?|correspondents?|photographers?|crews?|editors|outlets|guests?|participants?|delegates?|visitors|observers|names|lists|forms|copies|questions|those)\b"
    r"[^.;]{0,80}?\b(?:must|should|needs? to|ha(?:s|ve) to|(?:is|are) (?:kindly )?(?:asked|requested|required|invited|expected) to|(?:is|are) (?:due|required|requested|expected)(?= by| no| at))"
    r"|please|kindly|bitte|merci de)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:arrive|be (?:in|at|on|seated|present|inside|outside|ready|back)|assemble|gather|meet|queue|set up|collect|pick up|take their|(?:have|be) [a-z]+(?:ed|en) (?:up|in|their)|leave|vacate|enter)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[.;–—-]\s)\W*(?:close|closing|end|deadline|(?:last|final) (?:day|date)|cut-?off(?: date)?) (?:of|for) [^:.;]{0,80}:?\s*$",
    re.IGNORECASE,
)


def is_deadline(text: str, at: int) -> bool:
    """Tell whether a time of a text, which stands at a place in it, is one until which to apply."""
    before = text[:at]
    closing = re.search(_CLOSING.pattern + r"(?:\W+\w+){0,3}\W*$", before, re.IGNORECASE)
    asks = _DEADLINE.search(before)
    asked = _ASKED.search(before)
    if asked and _TO_COME.search(before, asked.start()):
        asked = None
    if (closing and (asks or asked)) or (asks and _LABEL.search(before)):
        return True
    return bool(
        re.match(r"\W*(?:The |New )?(?:press |media )?(?:\w+ )?deadline", text, re.IGNORECASE)
        and not re.search(r"[.;]\s", before)
    )
