"""What the heads of columns, the keys of data and the labels of lines say that stands under them."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.importing.values.eastern import EASTERN
from bot.importing.values.words import LABEL
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
    "employer|institution company|from where|"
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
LONGEST_COLUMN_NAME = 60


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
        return "speaker" if WITH_ORIGIN.match(name) else "affiliation"
    if first == "title":
        return first
    role = _COLUMN_ROLES.get(last)
    if role in LAST_ROLES and ":" not in name:
        return role
    label = LABEL.fullmatch(f"{plain}:")
    return label.lastgroup if label and label.lastgroup != "organizer" else None


WITH_ORIGIN = re.compile(r"\s*(?:speaker|presenter|name)s?\s*(?:[,/&+]|and\b)\s*(?:affil|inst|univ)", re.IGNORECASE)
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
    for role, names in (*COLUMNS.items(), *EASTERN.items()):
        for name in names.split("|"):
            found.setdefault(fold(name), role)
    return found


_COLUMN_ROLES = _roles()
