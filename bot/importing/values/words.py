"""The words by which pages say what something is: labels, column headings, lead-ins; and words that no name has."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from bot.importing.values.eastern import EASTERN
from bot.schedule.model import Kind
from bot.schedule.names import fold

ANDS = r"and|und|et|og|och|(?-i:en|(?:e|y)(?= \S+ \S))"
WITHS = r"with|featuring|feat\.|(?-i:avec|con|com|mit|met)"
BYS = r"by|(?-i:par|por|door|a cura di)"
OFS = r"(?-i:von|di)"
"""What joins people to others and to titles; the last may be particles of names as well."""
CHAIRED = (
    "mod[ée]r(?:at(?:eur|rice|ore|ie|ion)|ée? par|adora?|a|iert von|azione|aci[oó]n|aç[aã]o)(?: por| par)?|"
    "(?:sitzungs)?leitung|anim(?:ée? par|at(?:eur|rice)|ation(?=\\s:))|"
    "présid(?:ent|ente|ence|ée?)(?: de (?:la )?(?:séance|session))?(?: par)?|preside|"
    "coord(?:ina(?:dora?|tore|trice)?|ena(?:ção|dora?))|media(?:ção|dora?)|(?:dag)?voorzitter|gespreksleid(?:er|ster)"
)
"""Who leads a session, in other languages than English."""
LABELS = {
    "speaker": (
        "speakers?|presenters?|panel+ists?|speaker\\(s\\)|present(?:ed by|ing)|lecturer|authors?|who|guests?|visitors?|"
        "gäste?|gast|invité(?:e|s|es)?|invitad[oa]s?|ospiti?|talk by|"
        "participants|discussants|panel members|candidate|speakers?,? (?:and |& |/ ?)?affiliations?|given by|"
        "vortragende[r]?|(?:vortrag|lezing) (?:von|door)|"
        "referent(?:in|en)?|referierende|sprecher(?:in|innen)?|redner(?:in)?|autor(?:a|es|in|en|i)?|aut(?:eurs?|ore)|"
        "(?:intervenant|participant)(?:e|\\(e\\))?s?|orat(?:eur|rice)s?|conférenci(?:er|ère)s?|ponentes?|"
        "orador(?:a|es)?|expositor(?:a|es)?|conferenci(?:ante|sta)s?|panelistas?|participantes|relat(?:ore|rice|ori)|"
        "oratori?e?|palestrantes?|ministrantes?|apresentador(?:a|es)?|sprekers?|a cura di"
    ),
    "title": "title|talk title|talk|topic|subject|titel|titre|t[ií]tulo|titolo",
    "chair": (
        f"{CHAIRED}|mc|master of ceremonies|"
        "(?:session )?chairs?|(?:session )?chair\\(s\\)|(?:panel )?moderators?|moderated by|chaired by|session host|"
        "hosts?|hosted by|discussant|facilitators?|moderation|conven[eo]rs?|presiding|discussion leaders?|opponents?"
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
    + "|".join(f"(?P<{name}>{words}{'|' * (name in EASTERN)}{EASTERN.get(name, '')})" for name, words in LABELS.items())
    + r")\s*(?:[:\uff1a]|\s[-\u2013\u2014]\s)\s*"
)
"""Of a text in lower case, so that it is found fast, as those below that say so."""
AUTHOR = re.compile(r"\W*aut(?:h?or|eur)", re.IGNORECASE)
"""What a label of whoever wrote something opens with: no one speaks so where somebody else presents it."""
LABEL_END = re.compile("[:\uff1a\u2013\u2014-]")
"""What every text has in which there is a label."""
CITED = re.compile(
    r"\s*(?=[^\W\d_a-z])(?:(?:and|und|et|al\.?|y|&|de|van|von|der|den|la|[^\W\d_a-zß-ÿ][\w.'’-]*),?\s+){1,12}"
    r"(?:[(\[][^()\[\]]*\b(?:19|20)\d\d[a-z]?[)\]](?:,\s[^.:!?]{2,60})?|(?<=,\s)[^()\[\]:]{2,60},?\s(?:19|20)\d\d)\W*"
)
"""The people who wrote what is read, where it is from, and its year ("Kim & Oduya (Biometrika 2022)")."""
ABSTRACT_LEAD = re.compile(
    r"(?P<abstract>abstract)(?:\s*[.:\u2013\u2014-]\s+|\s+(?=.{60}))(?=(?-i:[A-Z\"\u201c(]))|(?P<bio>(?:speaker "
    r")?bio(?:graphy)?)(?:\s*[.:\u2013\u2014-])\s*",
    re.IGNORECASE,
)
abstract_lead = lru_cache(maxsize=4096)(ABSTRACT_LEAD.match)

TALKS = "conférence|conferencia|conferência|exposé|charla|ponencia|palestra|relazione|conferenza|intervento"
LEADS = (
    (Kind.KEYNOTE, (
        r"(?:[^\W\d_]+ )?keynote(?: (?:talk|speaker|speech|address|lecture|presentation))?|plenary(?: talk| "
        r"lecture)?|(?:opening|closing|public|evening|inaugural) (?:lecture|address)|"
        r"(?:haupt|plenar|eröffnungs|fest|keynote-?|(?:öffentlicher )?abend)vortrag|"
        r"(?:hoofd|openings|plenaire |keynote-?)lezing|"
        rf"(?:{TALKS}) (?:plénière|plen[aá]ria|inaugurale?|d['’](?:ouverture|apertura)|magistral|magna|"
        r"de (?:abertura|apertura|clausura|encerramento))|lectio magistralis"
    )),
    (Kind.INVITED, (
        r"(?:invited|special|guest|featured|distinguished)"
        r"(?:(?: [^\W\d_]+){0,2}? (?:talk|speaker|lecture|presentation|guest)|(?=:))|"
        r"gästföreläsning|gæsteforelæsning|gjesteforelesning|eingeladener (?:vortrag|beitrag)|"
        r"gast(?:vortrag|lezing|spreker)|uitgenodigde (?:lezing|spreker)|"
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
        r"(?:(?:post)?graduate|student|ph\.?d\.?|junior|(?:young|early[- ]career) researcher|faculty|sponsor) "
        r"talk(?!s)|"
        r"(?:ph\.?d\.?|doctoral|licentiate|thesis|dissertation|(?:master|bachelor)(?:['’]?s)?)(?: thesis)? "
        r"(?:defen[cs]e|talk|proposal)|"
        rf"(?:fach|impuls)?vortrag|referat|{TALKS}|apresentação|lezing|voordracht|presentatie|"
        r"(?:docent|professors)?föreläsning|föredrag|foredrag|forelesning|forelæsning"
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
    "paper": "paper|pdf|arxiv|preprint|openreview|papers|full paper|camera ready|extended abstract|paper link"
    "|journal|doi|pmlr|supp|suppl|supplement|supplementary|supplementary material|appendix",
    "poster": "poster",
    "code": "code|data|dataset|github|repo|repository|notebook|notebooks|colab",
    "website": "list of posters|list of papers|poster list"
    "|available media|website|homepage|webpage|home page|project page|project|personal website|web",
    "notes": "notes|handout|materials",
}
LINK_KINDS = {word: kind for kind, words in LINK_WORDS.items() for word in words.split("|")}

ROOMS = (
    "room|(?:ex(?:hibit(?:ion)?)? ?)?hall|auditorium|theat(?:re|er)|ballroom|salon|building|stage|"
    "aula|(?:(?:seminar|sitzungs|konferenz|besprechungs)(?:raum|zimmer|saal)|raum)|h[oö]rsaal|studio|foyer|"
    "lobby|atrium|sala|salle|(?:fest)?saal|aud|amphi(?:théâtre)?|anfiteatro|auditório|auditorio|sal[oó]n|salão|zaal|lokaal"
)
ROOM = re.compile(rf"\b(?:{ROOMS})\b|^\w?\d{{2,4}}\w?$|[室棟]|号[館楼]|講堂|ホール|\d호", re.IGNORECASE)
NAMED_ROOM = re.compile(rf"(?:{ROOMS}|laborat[oó]rio)(?:\s+(?:\d+\w?|[A-Z]))?", re.IGNORECASE)
"""What names a room and nothing else, so that it is no title."""
UNKNOWN = re.compile(
    r"\W*(?:(?:the )?(?:title|abstract)\s+)?(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined|decided)|"
    r"n/?a|none|\?+|-+|\u2013|\u2014|coming soon|未定|調整中|待定|미정|"
    r"[aà] (?:confirmer|définir|venir|préciser|confirmar|definir)|(?:por|da) (?:confirmar|definir|"
    r"anunciar|definire|confermare)|"
    r"n\.\s?n\.?|folgt|wird (?:noch )?bekannt ?gegeben|wordt (?:nog )?bekend ?gemaakt|volgt|nog te bepalen)\W*",
    re.IGNORECASE,
)
LONGEST_UNKNOWN, LONGEST_OF_WORDS = 50, 40

VENUE_LABEL = re.compile(r"\W*(?:venue|location|where|place|held (?:at|in))\s*[:\uff1a]\s*(?P<venue>.+)", re.IGNORECASE)
HOST_LINE = re.compile(
    r"\W*(?P<role>(?:seminar |guest |workshop |our )*(?:hosts?|organi[sz]ers?|executive producers?|producers?|"
    r"general chairs?|program chairs?))\s*(?:\((?P<note>[^)]*)\))?\s*:\s*(?P<people>.+)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
INSTITUTION = re.compile(
    r"(?<![a-zà-ÿ]-)\b(?:(?:\w+-)+universit\w+|univ\.?|[uü]ni[vw]er[sz][iy][td]\w*|institut\w*|college|labs?|"
    r"laborato\w+|research|inc|corp\w*|school|cent(?:er|re)|"
    r"academ(?:y|ia)|"
    r"department|dept|polytechnic|politecnico|ltd|gmbh|llc|hospital|foundation(?! models?)|council|agency|technolog\w+|"
    r"[ée]cole|escuela|escola|scuola|(?:fach)?hochschule|hogeschool|facul[td]\w+|fakult\w+|facolt\w+|centro|zentrum|"
    r"centrum|akademie|académie|gemeente|comune di|cnr|csic|unam|usp|unicamp|"
    r"mus[eé](?:um|o|u|e)s?|akademi\w*|observator(?:y|io)|klinik\w*|stiftung|fundaci[oó]n|fondazione|"
    r"restaurante?|ristorante|trattoria|brasserie|bistro|ministr(?:y|erio)|\w*ministerium|bundes\w+|ayuntamiento|ajuntament|mairie|"
    r"mit|cmu|eth(?: z\w+)?|epfl|ucla|ucsd|uiuc|inria|kaist|ibm|nvidia|google|meta(?! (?:learn|analy))|"
    r"microsoft|amazon|aws|apple|"
    r"facebook|intel|amd|"
    r"deepmind|openai|anthropic|netflix|uber|nyu|kth|ntu|nus|hkust|stanford|berkeley|harvard|princeton|caltech|"
    r"cornell|yale|"
    r"oxford|cambridge|georgia tech|virginia tech|tu \w+|uc \w+|ut \w+|u\. \w+|max planck|mpi|cnrs|csail|samsung|"
    r"huawei|alibaba|"
    r"tencent|baidu|bytedance|qualcomm|oracle|linkedin|twitter|salesforce|adobe|bosch|siemens|sony|toyota|databricks|"
    r"hugging ?face|mila|"
    r"vector(?! (?:data|search|space|symbol))|allen institute|ai2|nasa|nist|cern|lbl|ornl|anl|llnl|argonne|oak ridge|"
    r"lawrence|"
    r"sandia|arm|"
    r"columbia|brown|duke|rice|purdue|ucl|imperial|tsinghua|peking|technion|weizmann|delft|fraunhofer|bell|"
    r"vmware|independent)\b(?!-[a-z])|\.(?:ai|com|io|org)\b",
)
"""Of a text in lower case."""
PICTURES = "\u231a-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
"""The characters that only adorn a line, for the inside of a class of characters."""
COLUMN = "\u2502"
"""What stands between the columns of a line of plain text."""
PARTICLES = frozenset(
    """abu af al ap av bin bint binte binti da dal dalla de degli dei del della den der di dos du e el het ibn la le
    ould s st t ten ter van vom von y zu zum zur""".split()  # noqa: SIM905 - words, not items
)


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of some words, or parts of them, stands in a text: much less to look for than a pattern with them."""
    return any(map(text.__contains__, words))


@lru_cache(maxsize=4096)
def is_unknown(text: str) -> bool:
    """Whether a text only says that something is still to come ("TBA")."""
    return len(text) <= LONGEST_UNKNOWN and UNKNOWN.fullmatch(text) is not None


def is_one_of(text: str, phrases: Container[str]) -> bool:
    """Whether a text is one of some folded words or phrases; a long one is none of them."""
    return len(text) <= LONGEST_OF_WORDS and fold(text) in phrases
