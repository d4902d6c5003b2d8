"""What headings and lines say of what stands below or beside them: no session, another event, nothing of its own."""

from __future__ import annotations

import re
from functools import lru_cache

_NO_SESSION = re.compile(
    r"\b(?:deadlines?(?! (?:crowd|rush|season|schedul\w+|constraints?|aware\w*)\b)|submissions?|notifica\w+|"
    r"camera.?ready|registration (?:opens?|closes?|closed|deadline)|"
    r"early.?bird|call for|important dates|paper due|due date|acceptance|abstracts? due|reviews? due|rebuttal|anywhere "
    r"on earth|aoe|einreich\w+|anmelde(?:schluss|frist)|einsende(?:schluss|frist)|abgabefrist|benachrichtigung|"
    r"inzending\w*|"
    r"dates? limites?|data limite|fechas? límites?|soumissions?|plazos? (?:de|para|final)|prazos? (?:de|para|final)|"
    r"submiss(?:ão|ões)|scadenz[ae]|convocatoria|appel à|mise à jour|zuletzt geändert|última actualización|"
    r"ultimo aggiornamento|"
    r"(?:last )?(?:updated?|modified|edited)|posted|published|generated (?:on|at|by))\b|"
    r"\b(?:version|revision|draft)\b[\s\d.]*(?:[,:(–-]|of|from|as of)\s*\d"
)
"""Of a text in lower case."""
_DATES_HEADING = re.compile(
    r"\b(?:(?:important|key) dates?\b|deadlines?\b|call for\b|submission|news\b|updates\b|timeline\b|"
    r"(?:(?:fechas|datas|dates|date) (?:importantes?|importanti|limites?|clave)|(?:wichtige|"
    r"belangrijke) (?:termine|daten|"
    r"data)|fristen|scadenze|échéances|appel à|convocatoria|aktuelles|actualités|noticias|notícias|avisos|notizie|"
    r"nieuws)\b)|^\W*(?:dates|termine|plazos|prazos)\W*$"
)
"""Of a text in lower case."""
PAST_HEADING = re.compile(
    r"\W*(?:(?:last year|previous|past|earlier|archived?)\b.*\b(?:schedules?|program(?:me)?s?|agendas?|editions?|"
    r"years?|"
    r"workshops?|seminars?|colloqui\w+|semesters?|terms?|events?)\b.{0,20}|"
    r"(?:[ée]dition|edici[oó]n|ediç[ãõ]|edizion)\w* (?:précédent|passé|anterior|pasad|passad|precedent)\w*.{0,40}|"
    r"(?:frühere|bisherige|vergangene|vorige|eerdere) \w+.{0,20})",
    re.IGNORECASE,
)
OTHER_HEADING = re.compile(
    r"\b(?:accepted|papers?|proceedings|references|bibliography|sponsors?|contact|organi[sz]\w*|committee|"
    r"reviewers|registration|"
    r"venue|travel|hotel|getting (?:t?here|around)|accommodation|attend|about|overview|faq|"
    r"previous (?:workshops|editions)|past (?:workshops|editions)|"
    r"minutes|notes|housekeeping|recent (?:posts|comments)|archives|"
    r"resources|links|comit[éê]s?|comit(?:ato|ati)|comiss[aã]o|comisión|(?:programm|organisations)?komitee|"
    r"(?:programma)?commissie|organisatiecomité|veranstalter|kontakt|conta(?:ct|tt|t)[oi]s?|anfahrt|anreise|anmeldung|"
    r"unterkunft|inscri(?:ption|pci|ç)\w*|iscrizion[ei]|aanmeld\w+|patrocin\w+|c[oó]mo (?:llegar|chegar)|come arrivare|"
    r"venir à|hospedage[mn]|alojamiento|hébergement|bereikbaarheid)\b|^\W*(?:über|sobre|acerca|à propos|over)\b",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"\W*(?:(?:morning|afternoon|evening|plenary|oral|parallel|technical|paper|invited|contributed)\s+)?"
    r"(?:(?:sessions?|sections?)\b(?! (?!on |of |for |with |in |chair|\w+\b\W*$)(?-i:[a-z]))|"
    r"(?:part|block|track|theme|topic|chapter)s?(?=\s*(?:[\d:\uff1a(\u2013\u2014]|-\s|[a-z]\b|[ivx]+\b|"
    r"one\b|two\b|three\b|$)))(?!\s*\(?(?:break|and))",
    re.IGNORECASE,
)
GENERIC_HEADING = re.compile(
    r"\W*(?:(?:the |our |full |detailed |tentative |preliminary |workshop |conference |final |event |"
    r"program(?:me)? |daily |draft |"
    r"provisional |seminar |upcoming |technical |talk |invited )*(?:schedule|program(?:me)?|agenda|timetable|"
    r"time table|talks|sessions|events|(?:dag|tages|tagungs)?programm?[ae]?|programaç[aã]o|zeitplan|(?:tages)?ablauf|"
    r"horaires?|hor[aá]rio|cronograma|calendario|tijdschema|déroulé|"
    r"seminars?|calendar|overview|at a glance|abstracts|invited speakers|speakers|lectures?|home)(?: overview| "
    r"at a glance| \d{4}| (?:de la journée|de la jornada|del taller|della giornata|do dia|do evento))?)\W*",
    re.IGNORECASE,
)
NOTHING = r"no|keine?n?|pas de|geen|nessun[oa]?|niente|no hay|sin|sem|não há|inget|ingen|intet"
"""Before what is not held."""
_NONE = (
    rf"(?:(?:(?:{NOTHING}) |pas d['’]|nessun['’])(?:meeting|\w*s[eé]min\w+|class|talks?|session|lecture|[ck]ollo\w+|"
    r"workshop|lunch|vortr[aä]ge?|sitzung|treffen|termin|veranstaltung|s[eé]ance|exposé|réunion|sesión|reunión|charla|"
    r"sessão|reunião|palestra|lezing|bijeenkomst|seduta|riunione|incontro)|"
    r"(?:inget|ingen|intet) \w+|relâche|休み|休会|休講|停课|휴강)"
)
"""What says that nothing is held."""
NOT_HELD = re.compile(
    rf"(?:[^.:]{{0,40}}\W)?{_NONE}\b.{{0,80}}|[^.]{{0,60}}\s?[:(\u2010-\u2015-]\s*{_NONE}\W*|"
    r"(?:[^.:]{0,40}\W)?(?:(?:public |bank |university |"
    r"easter |christmas |summer |semester )*(?:holidays?|vacations?|recess)|vacances(?: scolaires)?|\w*ferien|"
    r"(?:spring|fall|autumn|winter|christmas|semester) break|thanksgiving|reading week|feriado|festivo|jour férié|"
    r"feiertag|feestdag)\b.{0,80}|"
    r"\W*(?:\w*(?:s[eé]minar|meeting|talk|lecture|[ck]ollo[kq]ui|séance|sesión|vortrag|sitzung|exposé)\w* )?"
    r"(?:(?:is|has been) )?(?:cancell?ed|suspendid[oa]|aplazad[oa]|reportée?|verschoben|skipped|postponed|"
    r"abgesagt|entf[aä]llt|f[aä]llt aus|annul[eé]e?|cancelad[oa]|annullat[oa]|geannuleerd|vervalt)"
    r"(?:\s*[,;(\u2010-\u2015-].{0,80})?\W*",
    re.IGNORECASE,
)
PART_OF_DAY = re.compile(
    r"\W*(?:(?:early|late|mid) )?(?:morning|afternoon|evening|vormittag|nachmittag|abend|matin|apr[eè]s-midi|"
    r"mañana|tarde|manhã|mattin[ao]|pomeriggio|ochtend|middag)\s*(?:[:(–—-].*|(?:sessions?|program(?:me)?)\W*)?",
    re.IGNORECASE,
)
"""What heads a part of a day, with what stands behind it ("Afternoon: Talks")."""
TERM = re.compile(
    r"\W*(?:(?:spring|summer|fall|autumn|winter)(?: (?:term|semester|quarter|session))?\W*)?"
    r"(?P<year>(?:19|20)\d\d)\W*(?:\(\w+\)\W*)?",
    re.IGNORECASE,
)
"""A year, or a term of one ("Spring 2024")."""
LONGEST_PHRASE = 80


@lru_cache(maxsize=4096)
def is_no_session(text: str) -> bool:
    """Whether a text is of deadlines, calls and the like, or of the page itself."""
    return _NO_SESSION.search(text.lower()) is not None


def heads_dates(text: str) -> bool:
    """Whether a heading is of dates to keep or of news, so that no programme stands below it."""
    return _DATES_HEADING.search(text.lower()) is not None


_PART_OF_PAGE = re.compile(
    r"\b(?:posters|keynotes|speakers|papers|abstracts|biographies|bios|scope|topics|introduction|"
    r"background|motivation|summary|goals|aims|chairs|committees?|team|people|challenges?|competition|demos|"
    r"tutorials|information|participa\w+|how to|getting|previous|earlier|past|dates|fees|"
    r"mailing list|welcome|publications?|special issue|social events?|shared tasks?|awards|"
    r"acknowledge?ments?|intervenants|conférenciers|ponentes|conferenciantes|relatori|palestrantes|sprekers|"
    r"referent(?:en|innen)|vortragende|temas|thèmes|themen|temi)\b"
)
"""Of a text in lower case: what parts of a page are called, beside `OTHER_HEADING`."""
_BESIDE_PARTS = re.compile(
    r"\b(?:a|and|the|of|for|in|to|at|on|with|by|us|our|your|this|these|be|is|or|from|"
    r"workshops?|conference|events?|seminars?|symposium|local|steering|technical|scientific|advisory|general|"
    r"program(?:me)?|list|lists|partial|full|confirmed|final|tentative|members?|questions|more|practical|useful|further|"
    r"other|upcoming|next|last|recent|interest|guidelines|instructions|talks?|year|years|editions?|"
    r"invited|keynote|poster|paper|abstract|important|key|"
    r"et|y|e|und|en|de|du|des|del|la|las|le|les|los|di|der|die|das|van|het|i|os|as|do|da|dos|(?:19|20)\d\d)\b|"
    r"\W+"
)
"""Of a text in lower case: the words that stand beside those."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\W*\Z")
_ROOM = re.compile(r"\s+(?:room|raum|salle|sala|aula|venue|place|location)\s*:.*", re.IGNORECASE)
"""What a heading may say of all below it, behind its name."""
MOST_WORDS = 6


def name_of_part(text: str) -> tuple[str, str]:
    """What a heading calls what stands below it, and the room that it names behind that."""
    room = _ROOM.search(text) if ":" in text else None
    return (text[: room.start()], room[0].strip()) if room else (text, "")


@lru_cache(maxsize=4096)
def names_part_of_page(text: str) -> bool:
    """Whether a text has no word that is none of those by which parts of pages are called ("Program committee")."""
    text = _IN_BRACKETS.sub("", name_of_part(text)[0])
    if GENERIC_HEADING.fullmatch(text):
        return True
    if len(text) > LONGEST_PHRASE or len(text.split()) > MOST_WORDS:
        return False
    left = _DATES_HEADING.sub(" ", OTHER_HEADING.sub(" ", text.lower()))
    return (heads := _PART_OF_PAGE.sub(" ", left)) != text.lower() and not _BESIDE_PARTS.sub("", heads)
