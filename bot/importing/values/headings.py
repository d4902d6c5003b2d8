"""What headings and lines say of what stands below or beside them: no session, another event, nothing of its own."""

from __future__ import annotations

import re
from functools import lru_cache

_NO_SESSION = re.compile(
    r"\b(?:deadlines?|submissions?|notifica\w+|camera.?ready|registration (?:opens?|closes?|closed|deadline)|"
    r"early.?bird|call for|important dates|paper due|due date|acceptance|abstracts? due|reviews? due|rebuttal|anywhere "
    r"on earth|aoe|einreich\w+|anmelde(?:schluss|frist)|einsende(?:schluss|frist)|abgabefrist|benachrichtigung|"
    r"inzending\w*|"
    r"dates? limites?|data limite|fechas? límites?|soumissions?|plazos? (?:de|para|final)|prazos? (?:de|para|final)|"
    r"submiss(?:ão|ões)|scadenz[ae]|convocatoria|appel à|mise à jour|zuletzt geändert|última actualización|"
    r"ultimo aggiornamento|"
    r"(?:last )?(?:updated?|modified|edited)|posted|published)\b|"
    r"\b(?:version|revision|draft)\b[\s\d.]*(?:[,:(–-]|of|from|as of)\s*\d"
)
"""Of a text in lower case."""
_DATES_HEADING = re.compile(
    r"\b(?:(?:important|key) dates?\b|deadlines?\b|call for\b|submission|news\b|updates\b|timeline\b|"
    r"(?:(?:fechas|datas|dates|date) (?:importantes?|importanti|limites?|clave)|(?:wichtige|"
    r"belangrijke) (?:termine|daten|"
    r"data)|fristen|scadenze|échéances|appel à|convocatoria|aktuelles|actualités|noticias|notícias|avisos|notizie|"
    r"nieuws)\b)|^\W*(?:termine|plazos|prazos)\W*$"
)
"""Of a text in lower case."""
PAST_HEADING = re.compile(
    r"\W*(?:(?:last year|previous|past|earlier|archived?)\b.*\b(?:schedules?|program(?:me)?s?|agendas?|editions?|"
    r"years?|"
    r"workshops?|seminars?|semesters?|terms?|events?)\b.{0,20}|"
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
NOT_HELD = re.compile(
    r"\W*(?:no (?:meeting|seminar|class|talks?|session|lecture|colloquium)|(?:public |bank |university |"
    r"easter |christmas |summer |semester )*(?:holidays?|vacation|recess)|(?:spring|winter|christmas|"
    r"semester) break|thanksgiving|reading week|feriado|festivo|jour férié|feiertag|feestdag)\b.{0,80}|"
    r"\W*(?:(?:is|has been) )?(?:cancell?ed|skipped|postponed|abgesagt|entf[aä]llt|f[aä]llt aus|annul[eé]e?|"
    r"cancelad[oa]|annullat[oa]|geannuleerd|vervalt)(?:\s*[,;(\u2010-\u2015-].{0,80})?\W*",
    re.IGNORECASE,
)
LONGEST_PHRASE = 80


@lru_cache(maxsize=4096)
def is_no_session(text: str) -> bool:
    """Whether a text is of deadlines, calls and the like, or of the page itself."""
    return _NO_SESSION.search(text.lower()) is not None


def heads_dates(text: str) -> bool:
    """Whether a heading is of dates to keep or of news, so that no programme stands below it."""
    return _DATES_HEADING.search(text.lower()) is not None
