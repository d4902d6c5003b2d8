"""The words by which pages say what something is: labels, column headings, lead-ins; and words that no name has."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from bot.schedule.model import Kind
from bot.schedule.names import fold

COLUMNS = {
    "time": "time|times|when|hour|hours|zeit|uhrzeit|slot|time slot|timeslot|schedule time|local time|time of day|"
    "heure|heures|horaire|horaires|date time|datetime|date and time|hora|horario|ora|ore|orario|tijd|tijdstip|"
    "wann|quand|cuando|quando|wanneer",
    "start": "start|start time|begin|begins|from|starts|starttime|startat|starts at|start at|beginning|startdate|"
    "start date|starts on|time start|time from|started at|beginn|at|von|ab|desde|inicio|debut|"
    "comienzo|inizio|dalle|das|begin tijd|begintijd|van|hora de inicio|hora inicio|heure de debut",
    "end": "end|end time|to|until|ends|endtime|ends at|end at|finish|endsat|enddate|end date|time end|time to|"
    "till|ende|bis|hasta|fin|final|"
    "fine|alle|fim|termino|einde|eind|eindtijd|tot|hora de fin|hora fin|heure de fin",
    "date": "date|day|dates|datum|week|weekday|jour|fecha|tag|dia|giorno|data|dag",
    "duration": "duration|dur|length|min|minutes|mins|dauer|duree|duracion|durata|duracao|duur",
    "title": "title|talk|talk title|topic|paper|paper title|subject|presentation|talks|titel|thema|theme|titre|"
    "lecture|titulo|presentation title|name of talk|vortrag|headline|talktitle|label|"
    "titolo|tema|ponencia|charla|conferencia|palestra|trabalho|trabajo|lezing|onderwerp|beitrag|sujet|expose|intitule|"
    "argomento|intervento|relazione|communication|comunicacion|comunicacao|apresentacao|presentatie|conference",
    "event": "event|session|activity|program|programme|agenda|item|what|actividad|atividade|attivita|activite|"
    "programmpunkt|veranstaltung|onderdeel|"
    "activiteit|evento|sesion|sessao|sessione|seance|programa|programma|programacao|was|wat|quoi|que|o que|contenu|"
    "contenido|inhalt|description|content|section|contents|"
    "details|schedule|name|summary|event title|session title|entry|programm|agenda item|text|"
    "info",
    "speaker": "speaker|speakers|presenter|presenters|author|authors|who|by|lecturer|name of speaker|"
    "panelists|presented by|speaker s|invited speaker|invited speakers|guest|vortragende|vortragender|"
    "people|person|presenter s|author s|participants|referent|referent in|referentin|referenten|"
    "vortragende r|redner|speakername|intervenant|"
    "host speaker|full name|fullname|lead|given by|persons|instructor|instructors|"
    "wer|qui|quien|chi|quem|wie|sprecher|sprecherin|"
    "referierende|vortragender|dozent|dozentin|autor|autoren|redner|rednerin|vortragende r|"
    "intervenants|intervenante|intervenant e|intervenants es|intervenant s|orateur|oratrice|orateurs|orateur s|"
    "conferencier|conferenciere|conferenciers|auteur|auteurs|"
    "ponente|ponentes|ponente s|orador|oradora|oradores|conferenciante|conferenciantes|conferencista|expositor|"
    "expositora|expositores|ponencistas|autores|autor es|docente|"
    "relatore|relatrice|relatori|relatore i|relatore relatrice|oratore|autori|autore|"
    "palestrante|palestrantes|palestrante s|ministrante|apresentador|apresentadora|apresentadores|"
    "spreker|sprekers|spreker s",
    "given": "first|firstname|given|forename|vorname|prenom",
    "family": "last|lastname|surname|family|nachname|apellido|apellidos|nom|cognome|sobrenome|achternaam",
    "affiliation": "affiliation|institution|affiliations|university|company|organization|organisation|org|institute|"
    "employer|institution company|speaker affiliation|from where|"
    "institucion|instituicao|istituzione|affiliazione|afiliacion|filiacao|etablissement|organisme|hochschule|"
    "instelling",
    "room": "room|location|where|venue|place|hall|raum|ort|salle|stage|room location|building|"
    "sala|aula|lieu|lugar|luogo|local|zaal|lokaal|locatie|ruimte|horsaal|wo|donde|onde|dove|waar",
    "track": "track|stream",
    "kind": "type|kind|format|category|session type|talk type|art|typ|kategorie|tipo|modalidad|modalidade|soort",
    "chair": "chair|session chair|moderator|chairs|host|moderators|session host|chaired by|chairperson|"
    "session chairs|moderated by|hosts|convener|conveners|convenor|moderation|leitung|sitzungsleitung|moderateur|"
    "moderatrice|president de seance|presidente|animation|animateur|modera|moderador|moderadora|moderacion|"
    "moderatore|coordina|"
    "coordinador|coordinadora|coordinatore|mediacao|mediador|mediadora|coordenacao|coordenador|coordenadora|"
    "moderacao|voorzitter|dagvoorzitter|"
    "mentor|mentor in|mentorin|mentors|betreuer|betreuerin|betreuung|advisor|adviser|advisors|supervisor|supervisors|"
    "encadrant|encadrante|encadrants|directeur de these|tutor|tutora|orientador|orientadora|begeleider|"
    "relatore della tesi|"
    "discussant|discussants|korreferent",
    "abstract": "abstract|abstracts|long description|about|abstract text|synopsis|zusammenfassung|resume|resumen|"
    "resumo|riassunto|samenvatting",
    "links": "slides|video|link|links|recording|materials|material|slide|videos|url|resources|recordings|"
    "paper link|pdf|notes|media|website|youtube|zoom|code|poster|arxiv|image|photo|slides video|"
    "video slides|href|presentation link",
    "bio": "bio|biography|about the speaker|speaker bio",
    "section": "session group|block|heading",
    "ignored": "no|number|id|nr|index|paper id|paper number|session no|session id|talk id|slug|layout|email|draft|"
    "status",
}

ANDS = r"and|und|et|og|och|(?-i:en|(?:e|y)(?= \S+ \S))"
WITHS = r"with|featuring|feat\.|(?-i:avec|con|com|mit|met)"
BYS = r"by|(?-i:par|por|door|a cura di)"
OFS = r"(?-i:von|di)"
"""What joins people to others and to titles; the last may be particles of names as well."""
CHAIRED = (
    "mod[ée]r(?:at(?:eur|rice|ore|ie|ion)|ée? par|adora?|a|iert von|azione|aci[oó]n|aç[aã]o)(?: por| par)?|"
    "(?:sitzungs)?leitung|anim(?:ée? par|at(?:eur|rice))|"
    "présid(?:ent|ente|ence|ée?)(?: de (?:la )?(?:séance|session))?(?: par)?|preside|"
    "coord(?:ina(?:dora?|tore|trice)?|ena(?:ção|dora?))|media(?:ção|dora?)|(?:dag)?voorzitter|gespreksleid(?:er|ster)"
)
"""Who leads a session, in other languages than English."""
LABELS = {
    "speaker": (
        "speakers?|presenters?|panel+ists?|speaker\\(s\\)|presented by|lecturer|authors?|who|guests?|talk by|"
        "participants|discussants?|panel members|given by|vortragende[r]?|(?:vortrag|lezing) (?:von|door)|"
        "referent(?:in|en)?|referierende|sprecher(?:in|innen)?|redner(?:in)?|autor(?:a|es|in|en|i)?|aut(?:eurs?|ore)|"
        "(?:intervenant|participant)(?:e|\\(e\\))?s?|orat(?:eur|rice)s?|conférenci(?:er|ère)s?|ponentes?|"
        "orador(?:a|es)?|expositor(?:a|es)?|conferenci(?:ante|sta)s?|panelistas?|participantes|relat(?:ore|rice|ori)|"
        "oratori?e?|palestrantes?|ministrantes?|apresentador(?:a|es)?|sprekers?|a cura di"
    ),
    "title": "title|talk title|talk|topic|subject|titel|titre|t[ií]tulo|titolo",
    "chair": (
        f"{CHAIRED}|mc|master of ceremonies|"
        "(?:session )?chairs?|(?:session )?chair\\(s\\)|(?:panel )?moderators?|moderated by|chaired by|session host|"
        "hosts?|hosted by|facilitators?|moderation|conven[eo]rs?|presiding|discussion leaders?"
    ),
    "abstract": (
        "(?:talk )?abstract|summary|description|about the talk|zusammenfassung|kurzfassung|inhalt|résumé|resumen|"
        "resumo|riassunto|sommario|samenvatting"
    ),
    "bio": "(?:short |speaker )?bio(?:graphy)?|about the speaker|speaker bio|about the presenter",
    "room": "room|location|where|place|venue|raum|ort|salle|lieu|sala|lugar|luogo|zaal|locatie",
    "time": (
        "time|when|start|hours?|date(?: and time| & time)?|date/time|day|zeit|uhrzeit|horaires?|heure|"
        "hor[aá](?:rio)?|ora(?:rio)?|tijd|"
        "fecha|datum"
    ),
    "affiliation": "affiliation|institution",
    "kind": "(?:session )?type|format|category",
    "links": "slides|video|recording|links?|paper|materials?|zoom|livestream|code|watch|download",
    "organizer": "(?:workshop )?organi[sz]ers?|organizing committee|organi[sz]ed by",
}  # fmt: skip
LABEL = re.compile(
    r"\W*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items())
    + r")\s*(?:[:\uff1a]|\s[-\u2013\u2014]\s)\s*"
)
"""Of a text in lower case, so that it is found fast, as those below that say so."""
ABSTRACT_LEAD = re.compile(
    r"(?P<abstract>abstract)(?:\s*[.:\u2013\u2014-]\s+|\s+(?=.{60}))(?=(?-i:[A-Z\"\u201c(]))|(?P<bio>(?:speaker "
    r")?bio(?:graphy)?)(?:\s*[.:\u2013\u2014-])\s*",
    re.IGNORECASE,
)

TALKS = "conférence|conferencia|conferência|exposé|charla|ponencia|palestra|relazione|conferenza|intervento"
LEADS = (
    (Kind.KEYNOTE, (
        r"(?:[^\W\d_]+ )?keynote(?: (?:talk|speaker|speech|address|lecture|presentation))?|plenary(?: talk| "
        r"lecture)?|(?:opening|closing|public|evening|inaugural) (?:lecture|address)|"
        r"(?:haupt|plenar|eröffnungs|fest|keynote-?)vortrag|(?:hoofd|openings|plenaire |keynote-?)lezing|"
        rf"(?:{TALKS}) (?:plénière|plen[aá]ria|inaugurale?|d['’](?:ouverture|apertura)|magistral|magna|"
        r"de (?:abertura|apertura|clausura|encerramento))|lectio magistralis"
    )),
    (Kind.INVITED, (
        r"(?:invited|special|guest|featured|distinguished)"
        r"(?:(?: [^\W\d_]+){0,2}? (?:talk|speaker|lecture|presentation|guest)|(?=:))|"
        r"eingeladener (?:vortrag|beitrag)|gast(?:vortrag|lezing|spreker)|uitgenodigde (?:lezing|spreker)|"
        rf"(?:{TALKS}|communication|orateur|oratrice|conférencier|ponente|palestrante|relatore) "
        r"(?:invit(?:ée?|ad[oa]|at[oa])|convidad[oa]|su invito)"
    )),
    (Kind.CONTRIBUTED, (
        r"(?:contributed|spotlight|lightning|oral|short|flash|full|long|regular) (?:talk|presentation|paper)|"
        r"spotlight|oral|kurzvortrag|communication orale|comunicaci[oó]n oral|comunicação oral|comunicazione orale"
    )),
    (Kind.TUTORIAL, (
        r"tutorial|tutoriel|travaux pratiques|atelier|taller(?: práctico)?|mini-?curso|oficina|praktikum"
    )),
    (Kind.POSTERS, r"poster introduction"),
    (Kind.PANEL, (
        r"(?:(?:opening|closing|expert) )?panel(?: discussion| session)?|fireside chat|round ?table(?: discussion)?|"
        r"table[ -]ronde|mesa[ -]redonda|tavola rotonda|(?:podiums|panel)diskussion|paneldiscussie|"
        r"rondetafel(?:gesprek)?|painel|débat|dibattito"
    )),
    (Kind.TALK, (
        r"(?:research |industry |academic |technical |paper |challenge )?(?:talk|presentation|lecture|speaker|seminar)|"
        r"(?:ph\.?d\.?|doctoral|licentiate|thesis|(?:master|bachelor)(?:['’]?s)?)(?: thesis)? (?:defen[cs]e|talk)|"
        rf"(?:fach|impuls|abend)?vortrag|referat|{TALKS}|apresentação|lezing|voordracht|presentatie"
    )),
)  # fmt: skip
LEAD = tuple(
    (kind, re.compile(rf"\W*(?P<lead>{words})s?(?P<number>\s*(?:\#|no\.?)?\s*(?:\d+|[IVX]+\b))?\s*", re.IGNORECASE))
    for kind, words in LEADS
)
LEADING = re.compile(rf"\W*(?:{'|'.join(words for _, words in LEADS)})")
"""What every text in lower case has that any `LEAD` matches."""
KIND_WORDS = {
    "demo": Kind.SHOWCASE,
    "hands on": Kind.TUTORIAL,
    "workshop": Kind.TUTORIAL,
    "plenary": Kind.KEYNOTE,
    "oral": Kind.CONTRIBUTED,
    "contributed": Kind.CONTRIBUTED,
    "invited": Kind.INVITED,
}

LINK_WORDS = {
    "slides": "slides|slide|deck|slide deck|presentation|ppt|pptx",
    "recording": "video|recording|videos|recordings|watch|youtube|replay|video link|watch recording|recorded talk",
    "livestream": "livestream|live stream|stream|zoom|join|join zoom|zoom link|webcast|livestream link"
    "|live stream available",
    "paper": "paper|pdf|arxiv|preprint|openreview|papers|full paper|camera ready|extended abstract|paper link",
    "poster": "poster",
    "code": "code|data|dataset|github|repo|repository",
    "website": "list of posters|list of papers|poster list"
    "|website|homepage|webpage|home page|project page|project|personal website|web",
    "notes": "notes|handout|materials",
}
LINK_KINDS = {word: kind for kind, words in LINK_WORDS.items() for word in words.split("|")}

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
ROOMS = (
    "room|hall|auditorium|theat(?:re|er)|ballroom|salon|building|stage|aula|(?:seminar)?raum|h[oö]rsaal|studio|foyer|"
    "lobby|atrium|sala|salle|(?:fest)?saal|aud|amphi(?:théâtre)?|anfiteatro|auditório|auditorio|sal[oó]n|salão|zaal|lokaal"
)
ROOM = re.compile(rf"\b(?:{ROOMS})\b|^\w?\d{{2,4}}\w?$", re.IGNORECASE)
NAMED_ROOM = re.compile(rf"(?:{ROOMS}|laborat[oó]rio)(?:\s+(?:\d+\w?|[A-Z]))?", re.IGNORECASE)
"""What names a room and nothing else, so that it is no title."""
NOT_HELD = re.compile(
    r"\W*(?:no (?:meeting|seminar|class|talks?|session|lecture|colloquium)|(?:public |bank |university |"
    r"easter |christmas |summer |semester )*(?:holidays?|vacation|recess)|(?:spring|winter|christmas|"
    r"semester) break|thanksgiving|reading week|feriado|festivo|jour férié|feiertag|feestdag)\b.{0,80}|"
    r"\W*(?:(?:is|has been) )?(?:cancell?ed|skipped|postponed|abgesagt|entf[aä]llt|f[aä]llt aus|annul[eé]e?|"
    r"cancelad[oa]|annullat[oa]|geannuleerd|vervalt)(?:\s*[,;(\u2010-\u2015-].{0,80})?\W*",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"\W*(?:(?:the )?(?:title|abstract)\s+)?(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined|decided)|"
    r"n/?a|none|\?+|-+|\u2013|\u2014|coming soon|"
    r"[aà] (?:confirmer|définir|venir|préciser|confirmar|definir)|(?:por|da) (?:confirmar|definir|"
    r"anunciar|definire|confermare)|"
    r"n\.\s?n\.?|folgt|wird (?:noch )?bekannt ?gegeben|wordt (?:nog )?bekend ?gemaakt|volgt|nog te bepalen)\W*",
    re.IGNORECASE,
)

INSTITUTION = re.compile(
    r"\w+-universit\w+|(?<![a-zà-ÿ]-)\b(?:univ\.?|[uü]ni[vw]er[sz][iy][td]\w*|institut\w*|college|labs?|laborato\w+|research|inc|"
    r"corp\w*|school|cent(?:er|re)|"
    r"academ(?:y|ia)|"
    r"department|dept|polytechnic|politecnico|ltd|gmbh|llc|hospital|foundation|council|agency|technolog\w+|"
    r"[ée]cole|escuela|escola|scuola|(?:fach)?hochschule|hogeschool|facul[td]\w+|fakult\w+|facolt\w+|centro|zentrum|"
    r"centrum|akademie|académie|gemeente|comune di|cnr|csic|unam|usp|unicamp|"
    r"ministr(?:y|erio)|ayuntamiento|ajuntament|mairie|"
    r"mit|cmu|eth(?: z\w+)?|epfl|ucla|ucsd|uiuc|inria|kaist|ibm|nvidia|google|meta|microsoft|amazon|aws|apple|"
    r"facebook|intel|amd|"
    r"deepmind|openai|anthropic|netflix|uber|nyu|kth|ntu|nus|hkust|stanford|berkeley|harvard|princeton|caltech|"
    r"cornell|yale|"
    r"oxford|cambridge|georgia tech|virginia tech|tu \w+|uc \w+|ut \w+|u\. \w+|max planck|mpi|cnrs|csail|samsung|"
    r"huawei|alibaba|"
    r"tencent|baidu|bytedance|qualcomm|oracle|linkedin|twitter|salesforce|adobe|bosch|siemens|sony|toyota|databricks|"
    r"hugging ?face|mila|vector|allen institute|ai2|nasa|nist|cern|lbl|ornl|anl|llnl|argonne|oak ridge|lawrence|"
    r"sandia|arm|"
    r"columbia|brown|duke|rice|purdue|ucl|imperial|tsinghua|peking|technion|weizmann|delft|fraunhofer|bell|"
    r"vmware|independent)\b(?!-[a-z])|\.(?:ai|com|io|org)\b",
)
"""Of a text in lower case."""
PICTURES = "\u231a-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
"""The characters that only adorn a line, for the inside of a class of characters."""
COLUMN = "\u2502"
"""What stands between the columns of a line of plain text."""
LONGEST_COLUMN_NAME = 60
PARTICLES = frozenset(
    """abu af al ap av bin bint binte binti da dal dalla de degli dei del della den der di dos du e el het ibn la le
    ould s st t ten ter van vom von y zu zum zur""".split()  # noqa: SIM905 - words, not items
)


LONGEST_PHRASE = 80


@lru_cache(maxsize=4096)
def is_no_session(text: str) -> bool:
    """Whether a text is of deadlines, calls and the like, or of the page itself."""
    return _NO_SESSION.search(text.lower()) is not None


def heads_dates(text: str) -> bool:
    """Whether a heading is of dates to keep or of news, so that no programme stands below it."""
    return _DATES_HEADING.search(text.lower()) is not None


def is_one_of(text: str, phrases: Container[str]) -> bool:
    """Whether a text is one of some folded words or phrases; a long one is none of them."""
    return len(text) <= LONGEST_PHRASE and fold(text) in phrases


@lru_cache(maxsize=4096)
def column_role(name: str) -> str | None:
    """What a column of that heading holds; a remark in parentheses ("Time (EST)") is no part of the name."""
    if len(name) > LONGEST_COLUMN_NAME:
        return None
    plain = fold(CAMEL.sub(" ", re.sub(r"\(.*?\)|\[.*?\]", " ", name).replace("_", " ")))
    if plain in _COLUMN_ROLES:
        return _COLUMN_ROLES[plain]
    words = plain.split()
    if len(words) > 4:
        return None
    first, last = (words[0], words[-1]) if words else ("", "")
    if len(words) > 1 and (last in {"name", "names"} or (last.isdigit() and first in SEVERAL)):
        return column_role(" ".join(words[:-1]))
    if last in {"email", "mail"}:
        return "ignored"
    if first in {"time", "start", "date"}:
        return _COLUMN_ROLES[first]
    if first == "speaker" and _COLUMN_ROLES.get(last) == "affiliation":
        return "affiliation"
    if first == "title":
        return first
    role = _COLUMN_ROLES.get(last)
    if role in LAST_ROLES and ":" not in name:
        return role
    label = LABEL.fullmatch(f"{plain}:")
    return label.lastgroup if label and label.lastgroup != "organizer" else None


SEVERAL = frozenset(("speaker", "presenter", "author", "panelist", "affiliation"))
"""What several columns may hold ("Speaker 1", "Speaker 2")."""
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word of `camelCase` ends."""
LAST_ROLES = frozenset(
    "time start end date duration speaker given family title room chair affiliation".split()  # noqa: SIM905 - words
)
"""What a heading of several words means by the last of them ("Scheduled start", "Session chair")."""


def _roles() -> dict[str, str]:
    found: dict[str, str] = {}
    for role, names in COLUMNS.items():
        for name in names.split("|"):
            found.setdefault(name, role)
    return found


_COLUMN_ROLES = _roles()
