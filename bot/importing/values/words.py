"""The words by which pages say what something is: labels, column headings, lead-ins; and words that no name has."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from bot.schedule.model import Kind
from bot.schedule.names import fold

COLUMNS = {
    "time": "time|times|when|hour|hours|zeit|uhrzeit|slot|time slot|timeslot|schedule time|local time|time of day|"
    "heure|horaire|date time|datetime|date and time",
    "start": "start|start time|begin|begins|from|starts|starttime|startat|starts at|start at|beginning|startdate|"
    "start date|starts on|time start|time from|started at|beginn|at|von|ab|desde|inicio|debut",
    "end": "end|end time|to|until|ends|endtime|ends at|end at|finish|endsat|enddate|end date|time end|time to|"
    "till|ende|bis|hasta|fin",
    "date": "date|day|dates|datum|week|weekday|jour|fecha|tag",
    "duration": "duration|dur|length|min|minutes|mins|dauer",
    "title": "title|talk|talk title|topic|paper|paper title|subject|presentation|talks|titel|thema|theme|titre|"
    "lecture|titulo|presentation title|name of talk|vortrag|headline|talktitle|label",
    "event": "event|session|activity|program|programme|agenda|item|what|description|content|section|contents|"
    "details|schedule|name|summary|event title|session title|entry|programm|agenda item|text|"
    "info",
    "speaker": "speaker|speakers|presenter|presenters|author|authors|who|by|lecturer|name of speaker|"
    "panelists|presented by|speaker s|invited speaker|invited speakers|guest|vortragende|vortragender|"
    "people|person|presenter s|author s|participants|referent|referent in|referentin|referenten|"
    "vortragende r|redner|speakername|intervenant|"
    "host speaker|full name|fullname|lead|given by|persons|instructor|instructors",
    "given": "first|firstname|given|forename|vorname|prenom",
    "family": "last|lastname|surname|family|nachname|apellido|apellidos",
    "affiliation": "affiliation|institution|affiliations|university|company|organization|organisation|org|institute|"
    "employer|institution company|speaker affiliation|from where",
    "room": "room|location|where|venue|place|hall|raum|ort|salle|stage|room location|building",
    "track": "track|stream",
    "kind": "type|kind|format|category|session type|talk type|art|typ|kategorie",
    "chair": "chair|session chair|moderator|chairs|host|moderators|session host|chaired by|chairperson|"
    "session chairs|moderated by|hosts|convener|conveners|convenor",
    "abstract": "abstract|abstracts|long description|about|abstract text|synopsis",
    "links": "slides|video|link|links|recording|materials|material|slide|videos|url|resources|recordings|"
    "paper link|pdf|notes|media|website|youtube|zoom|code|poster|arxiv|image|photo|slides video|"
    "video slides|href|presentation link",
    "bio": "bio|biography|about the speaker|speaker bio",
    "section": "session group|block|heading",
    "ignored": "no|number|id|nr|index|paper id|paper number|session no|session id|talk id|slug|layout|email|draft|"
    "status",
}

LABELS = {
    "speaker": (
        "speakers?|presenters?|panel+ists?|speaker\\(s\\)|presented by|lecturer|authors?|who|guests?|talk by|"
        "participants|discussants?|panel members|given by|vortragende[r]?"
    ),
    "title": "title|talk title|talk|topic|subject|titel",
    "chair": (
        "modera(?:dor|dora)?|anim[ée]e? par|moderiert von|leitung|mc|master of ceremonies|"
        "(?:session )?chairs?|(?:session )?chair\\(s\\)|(?:panel )?moderators?|moderated by|chaired by|session host|"
        "hosts?|hosted by|facilitators?|moderation|conven[eo]rs?|presiding|discussion leaders?"
    ),
    "abstract": "(?:talk )?abstract|summary|description|about the talk|zusammenfassung",
    "bio": "(?:short |speaker )?bio(?:graphy)?|about the speaker|speaker bio|about the presenter",
    "room": "room|location|where|place|venue|raum",
    "time": "time|when|start|hours?|date(?: and time| & time)?|date/time|day|zeit",
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

LEADS = (
    (Kind.KEYNOTE, (
        r"(?:[^\W\d_]+ )?keynote(?: (?:talk|speaker|speech|address|lecture|presentation))?|plenary(?: talk| "
        r"lecture)?"
    )),
    (Kind.INVITED, (
        r"(?:invited|special|guest|featured|distinguished)"
        r"(?:(?: [^\W\d_]+){0,2}? (?:talk|speaker|lecture|presentation|guest)|(?=:))"
    )),
    (Kind.CONTRIBUTED, (
        r"(?:contributed|spotlight|lightning|oral|short|flash|full|long|regular) (?:talk|presentation|paper)|"
        r"spotlight|oral"
    )),
    (Kind.TUTORIAL, r"tutorial"),
    (Kind.POSTERS, r"poster introduction"),
    (
        Kind.PANEL,
        r"(?:(?:opening|closing|expert) )?panel(?: discussion| session)?|fireside chat|round ?table(?: discussion)?",
    ),
    (Kind.TALK, (
        r"(?:research |industry |academic |technical )?(?:talk|presentation|lecture|speaker|seminar)|"
        r"(?:ph\.?d\.?|doctoral|licentiate|thesis|(?:master|bachelor)(?:['’]?s)?)(?: thesis)? (?:defen[cs]e|talk)"
    )),
)  # fmt: skip
LEAD = tuple(
    (kind, re.compile(rf"\W*(?P<lead>{words})s?(?P<number>\s*(?:\#|no\.?)?\s*(?:\d+|[IVX]+\b))?\s*", re.IGNORECASE))
    for kind, words in LEADS
)
LEADING = re.compile(rf"\W*(?:{'|'.join(words for _, words in LEADS)})", re.IGNORECASE)
"""What every text has that any `LEAD` matches."""
KIND_WORDS = {
    "demo": Kind.SHOWCASE,
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
    "code": "code|github|repo|repository",
    "website": "website|homepage|webpage|home page|project page|project|personal website|web",
    "notes": "notes|handout|materials",
}
LINK_KINDS = {word: kind for kind, words in LINK_WORDS.items() for word in words.split("|")}

_NO_SESSION = re.compile(
    r"\b(?:deadlines?|submissions?|notifications?|camera.?ready|registration (?:opens?|closes?|closed|deadline)|"
    r"early.?bird|call for|important dates|paper due|due date|acceptance|abstracts? due|reviews? due|rebuttal|anywhere "
    r"on earth|aoe|(?:last )?(?:updated?|modified|edited)|posted|published)\b|"
    r"\b(?:version|revision|draft)\b[\s\d.]*(?:[,:(–-]|of|from|as of)\s*\d"
)
"""Of a text in lower case."""
DATES_HEADING = re.compile(
    r"\b(?:important|key) dates?\b|\bdeadlines?\b|\bcall for\b|\bsubmission|\bnews\b|\bupdates\b|\btimeline\b",
    re.IGNORECASE,
)
PAST_HEADING = re.compile(
    r"\W*(?:last year|previous|past|earlier|archived?)\b.*\b(?:schedules?|program(?:me)?s?|agendas?|editions?|years?|"
    r"workshops?|seminars?|semesters?|terms?|events?)\b.{0,20}",
    re.IGNORECASE,
)
OTHER_HEADING = re.compile(
    r"\b(?:accepted|papers?|proceedings|references|bibliography|sponsors?|contact|organi[sz]\w*|committee|"
    r"reviewers|registration|"
    r"venue|travel|hotel|getting (?:t?here|around)|accommodation|attend|about|overview|faq|"
    r"previous (?:workshops|editions)|past (?:workshops|editions)|"
    r"minutes|notes|housekeeping|recent (?:posts|comments)|archives|"
    r"resources|links)\b",
    re.IGNORECASE,
)
GENERIC_HEADING = re.compile(
    r"\W*(?:(?:the |our |full |detailed |tentative |preliminary |workshop |conference |final |event |"
    r"program(?:me)? |daily |draft |"
    r"provisional |seminar |upcoming |technical |talk |invited )*(?:schedule|program(?:me)?|agenda|timetable|"
    r"time table|talks|sessions|events|"
    r"seminars?|calendar|overview|at a glance|abstracts|invited speakers|speakers|lectures?|home)(?: overview| "
    r"at a glance| \d{4})?)\W*",
    re.IGNORECASE,
)
ROOM = re.compile(
    r"\b(?:room|hall|auditorium|theat(?:re|er)|ballroom|salon|building|stage|aula|raum|h[oö]rsaal|studio|foyer|lobby|atrium|sala|salle|saal|aud)\b|"
    r"^\w?\d{2,4}\w?$",
    re.IGNORECASE,
)
NOT_HELD = re.compile(
    r"\W*(?:no (?:meeting|seminar|class|talks?|session|lecture|colloquium)|(?:public |bank |university "
    r")?holidays?|vacation|spring break|thanksgiving|winter break|reading week)\b.{0,80}|"
    r"\W*(?:(?:is|has been) )?(?:cancell?ed|skipped|postponed|abgesagt|entf[aä]llt|annul[eé]e?)"
    r"(?:\s*[,;(\u2010-\u2015-].{0,80})?\W*",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"\W*(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined|decided)|n/?a|none|\?+|-+|\u2013|\u2014|"
    r"coming soon)\W*",
    re.IGNORECASE,
)

INSTITUTION = re.compile(
    r"(?<![a-zà-ÿ]-)\b(?:univ\.?|[uü]ni[vw]er[sz][iy][td]\w*|institut\w*|college|labs?|laborato\w+|research|inc|corp\w*|school|cent(?:er|re)|"
    r"academ(?:y|ia)|"
    r"faculty|department|dept|polytechnic|politecnico|ltd|gmbh|llc|hospital|foundation|council|agency|technolog\w+|"
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
COMMON = frozenset(
    """a about abstract abstracts accelerating accelerator accelerators accountability active advanced advances
    adversarial afternoon agenda agent agentic agents ai algorithm algorithms all an analysis and answer answers
    api apis application applications approach approaches april are art artificial as at atrium attendees
    attention audio auditorium august autoencoder automated automatic automatically automating autumn available
    award awards ballroom bandits bayesian be benchmark benchmarking benchmarks best better between beyond bias
    bio biology boards booth booths brain brains break breakfast breaks building business by cache caching can
    carbon case causal causality ceremony chair chairs challenge challenges chemistry chip chips circuit
    circuits city classification climate closing cloud clustering code coffee committee competition compilation
    compiler compilers compute computer computing conclusion conference contributed control convex convexity
    convolutional courtyard dark data database databases dataset datasets day debugging december decision
    decisions deep demo demos dense design designing detection device devices diffusion dinner discovery
    discussion discussions distributed do does drug dynamic dynamics earth economic economics edge efficient
    efficiently energy enterprise estimation ethics evaluating evaluation evening event everyone excursion
    experience explainability explainable exploring fairness fall fast faster february federated few file files
    final finance first five floor footprint for forecasting foundation foundations four foyer framework
    frameworks free friday from function functional future game games generation generative gpu gpus gradient
    graph graphs group groups hall halls hands hardware health healthcare high hour hours how human humans image
    images improving in index indexes industrial industry inference information intelligence interaction
    interactive interface interfaces interpretability into introduction invited iot is it its january july june
    kernel kernels keynote keynotes knowledge language languages large law laws learned learning lessons life
    lightning linear link links live llm llms lobby logic lottery lounge low lunch machine making management
    march market markets materials math mathematics matrix matter measurement medical medicine memory meta
    method methods mind minds minute minutes ml mobile model modeling modelling models molecular monday
    monitoring morning multi multiagent music natural network networking networks neural new nlp no nonlinear
    not novel november october of offline on one online open opening opportunities optimization optimize
    optimizing or oral orals organizer organizers organizing our outdoor over overview panel paper papers
    parallel part parts performance perspective perspectives photo physics pick planning poster posters power
    practical practice prediction predictive privacy probability problem problems processing production program
    programme programming programs proof proofs quality quantification quantum queries query question questions
    real reasoning recent reception recognition recurrent refreshments registration regression reinforcement
    remarks representation representations resource rethinking rl robot robotics robots robust robustness
    rooftop room rooms safety sampling saturday scalable scale scaling schedule scheduling science sciences
    scientific search second security segmentation self semi september serverless session session's sessions
    shot signal signals simulation simulations slides social software sound source space spaces sparse speaker
    speakers speech spotlight spotlights spring state statistical statistics stochastic storage stories story
    stream streaming street studies study summary summer sunday supervised system systems talk talks task tasks
    tba tbd tea tensor tensors terrace testing text that the theater theatre their theoretical theory things
    thinking third three through thursday time title to tool tools tour toward towards track tracking training
    transfer transformer transformers transparency trustworthy tuesday tutorial tutorials two type types
    uncertainty under understanding unsupervised up user users using verification via video virtual vision vs we
    web wednesday welcome what when where which who why will winter with without work workshop world wrap your
    zero zoom""".split()  # noqa: SIM905 - words, not items
)
NAMES_AS_WELL = frozenset(
    """an april art august autumn best can case chip day deep do fall fast free friday game high july june law
    live low march mind pick power real self spring story street summer sunday will winter""".split()  # noqa: SIM905 - the same
)
"""Those of the common words that are somebody's name too, beside words that are not common."""
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


def is_no_session(text: str) -> bool:
    """Whether a text is of deadlines, calls and the like, or of the page itself."""
    return _NO_SESSION.search(text.lower()) is not None


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
