"""The words by which pages say what something is: labels, column headings, lead-ins; and words that no name has."""

from __future__ import annotations

import re

from bot.schedule.model import Kind
from bot.schedule.names import fold

COLUMNS = {
    "time": "time|times|when|hour|hours|zeit|uhrzeit|slot|time slot|timeslot|schedule time|local time|time of day|"
    "heure|horaire|date time|datetime|date and time",
    "start": "start|start time|begin|begins|from|starts|starttime|startat|starts at|start at|beginning|startdate|"
    "start date|starts on|time start|time from|started at|beginn",
    "end": "end|end time|to|until|ends|endtime|ends at|end at|finish|endsat|enddate|end date|time end|time to|"
    "till|ende",
    "date": "date|day|dates|datum|week|weekday|jour|fecha|tag",
    "duration": "duration|length|min|minutes|mins|dauer",
    "title": "title|talk|talk title|topic|paper|paper title|subject|presentation|talks|titel|thema|theme|titre|"
    "lecture|titulo|presentation title|name of talk|vortrag|headline|talktitle",
    "event": "event|session|activity|program|programme|agenda|item|what|description|content|section|contents|"
    "details|schedule|name|summary|event title|session title|entry|session name|programm|agenda item|text|"
    "info",
    "speaker": "speaker|speakers|presenter|presenters|author|authors|who|by|lecturer|speaker name|name of speaker|"
    "panelists|presented by|speaker s|invited speaker|invited speakers|guest|vortragende|vortragender|"
    "people|person|presenter s|author s|participants|referent|speaker names|speakername|intervenant|"
    "host speaker|lead|given by|persons|instructor|instructors",
    "affiliation": "affiliation|institution|affiliations|university|company|organization|organisation|org|institute|"
    "employer|institution company|speaker affiliation",
    "room": "room|location|where|venue|place|hall|raum|ort|salle|stage|room location|building",
    "track": "track|stream",
    "kind": "type|kind|format|category|session type|talk type",
    "chair": "chair|session chair|moderator|chairs|host|moderators|session host|chaired by|chairperson|"
    "session chairs|moderated by|hosts",
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
    "speaker": "speakers?|presenters?|panel+ists?|speaker\\(s\\)|presented by|lecturer|authors?|who|guests?|talk by|participants|discussants?|panel members|given by|vortragende[r]?",
    "title": "title|talk title|talk|topic|subject|titel",
    "chair": "(?:session )?chairs?|(?:session )?chair\\(s\\)|(?:panel )?moderators?|moderated by|chaired by|session host|hosts?|hosted by|facilitators?|moderation",
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
    + r")\s*(?:[:\uff1a]|\s[-\u2013\u2014]\s)\s*",
    re.IGNORECASE,
)
ABSTRACT_LEAD = re.compile(
    r"(?P<abstract>abstract)(?:\s*[.:\u2013\u2014-])?\s+(?=[A-Z\"\u201c(])|(?P<bio>(?:speaker )?bio(?:graphy)?)(?:\s*[.:\u2013\u2014-])\s*",
    re.IGNORECASE,
)

LEADS = (
    (Kind.KEYNOTE, r"(?:opening |closing )?keynote(?: (?:talk|speaker|speech|address|lecture|presentation))?|plenary(?: talk| lecture)?"),
    (Kind.INVITED, r"(?:invited|special|guest|featured|distinguished)(?: (?:talk|speaker|lecture|presentation|guest))"),
    (Kind.CONTRIBUTED, r"(?:contributed|spotlight|lightning|oral|short|flash|full|long|regular) (?:talk|presentation|paper)|spotlight|oral"),
    (Kind.TUTORIAL, r"tutorial"),
    (Kind.POSTERS, r"poster introduction"),
    (Kind.PANEL, r"(?:opening |closing |expert )?panel(?: discussion| session)?|fireside chat|round ?table(?: discussion)?"),
    (Kind.TALK, r"(?:research |industry |academic |technical )?(?:talk|presentation|lecture|speaker|seminar)"),
)  # fmt: skip
LEAD = tuple(
    (kind, re.compile(rf"\W*(?P<lead>{words})s?(?P<number>\s*(?:\#|no\.?)?\s*(?:\d+|[IVX]+\b))?\s*", re.IGNORECASE))
    for kind, words in LEADS
)
KIND_WORDS = {"demo": Kind.SHOWCASE, "workshop": Kind.TUTORIAL, "plenary": Kind.KEYNOTE, "oral": Kind.CONTRIBUTED}

LINK_WORDS = {
    "slides": "slides|slide|deck|slide deck|presentation|ppt|pptx",
    "recording": "video|recording|videos|recordings|watch|youtube|replay|video link|watch recording|recorded talk|talk video",
    "livestream": "livestream|live stream|stream|zoom|join|join zoom|zoom link|livestream link|live stream available|webcast",
    "paper": "paper|pdf|arxiv|preprint|openreview|papers|full paper|camera ready|extended abstract|paper link",
    "poster": "poster",
    "code": "code|github|repo|repository",
    "website": "website|homepage|webpage|home page|project page|project|personal website|web",
    "notes": "notes|handout|materials",
}
LINK_KINDS = {word: kind for kind, words in LINK_WORDS.items() for word in words.split("|")}

NOT_A_SESSION = re.compile(
    r"\b(?:deadlines?|submissions?|notifications?|camera.?ready|registration (?:open|close|deadline)|early.?bird|"
    r"call for|important dates|paper due|due date|acceptance|abstracts? due|reviews? due|rebuttal|anywhere on earth|aoe)\b",
    re.IGNORECASE,
)
DATES_HEADING = re.compile(
    r"\b(?:important|key) dates?\b|\bdeadlines?\b|\bcall for\b|\bsubmission|\bnews\b|\bupdates\b|\btimeline\b",
    re.IGNORECASE,
)
OTHER_HEADING = re.compile(
    r"\b(?:accepted|papers?|proceedings|references|bibliography|sponsors?|contact|organi[sz]\w*|committee|reviewers|registration|"
    r"venue|travel|hotel|attend|about|overview|faq|previous (?:workshops|editions)|past (?:workshops|editions)|resources|links)\b",
    re.IGNORECASE,
)
GENERIC_HEADING = re.compile(
    r"\W*(?:(?:the |our |full |detailed |tentative |preliminary |workshop |conference |final |event |program(?:me)? |daily |draft |"
    r"provisional |seminar |upcoming |technical |talk |invited )*(?:schedule|program(?:me)?|agenda|timetable|time table|talks|sessions|events|"
    r"seminars?|calendar|overview|at a glance|abstracts|invited speakers|speakers|lectures?|home)(?: overview| at a glance| \d{4})?)\W*",
    re.IGNORECASE,
)
NOT_HELD = re.compile(
    r"\W*(?:no (?:meeting|seminar|class|talks?|session|lecture|colloquium)|(?:public |bank |university )?holidays?|vacation|spring break|thanksgiving|winter break|reading week)\b.{0,40}",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"\W*(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined|decided)|n/?a|none|\?+|-+|\u2013|\u2014|coming soon)\W*",
    re.IGNORECASE,
)

INSTITUTION = re.compile(
    r"\b(?:univ(?:ersit\w*)?\.?|institut\w*|college|labs?|laborator\w+|research|inc|corp\w*|school|cent(?:er|re)|academy|"
    r"faculty|department|dept|polytechnic|politecnico|ltd|gmbh|llc|hospital|foundation|council|agency|technolog\w+|"
    r"mit|cmu|eth(?: z\w+)?|epfl|ucla|ucsd|uiuc|inria|kaist|ibm|nvidia|google|meta|microsoft|amazon|aws|apple|facebook|intel|amd|"
    r"deepmind|openai|anthropic|netflix|uber|nyu|kth|ntu|nus|hkust|stanford|berkeley|harvard|princeton|caltech|cornell|yale|"
    r"oxford|cambridge|georgia tech|virginia tech|tu \w+|uc \w+|ut \w+|u\. \w+|max planck|mpi|cnrs|csail|samsung|huawei|alibaba|"
    r"tencent|baidu|bytedance|qualcomm|oracle|linkedin|twitter|salesforce|adobe|bosch|siemens|sony|toyota|databricks|"
    r"hugging ?face|mila|vector|allen institute|ai2|nasa|nist|cern|lbl|ornl|anl|llnl|argonne|oak ridge|lawrence|sandia|arm|"
    r"columbia|brown|duke|rice|purdue|ucl|imperial|tsinghua|peking|technion|weizmann|delft|fraunhofer|bell|vmware|independent)\b|\.(?:ai|com|io|org)\b",
    re.IGNORECASE,
)
COMMON = frozenset(
    """a an and are as at be by for from how in into is it its of on or our that the their to toward towards via vs we
    what when where which why will with without your can do does using beyond between through under over about not no
    learning learned machine deep neural network networks system systems data model models modeling modelling language
    languages large scale scalable efficient efficiently fast faster optimization optimizing optimize algorithm
    algorithms analysis approach approaches method methods theory theoretical practical practice application
    applications computing computer compute software hardware design designing distributed parallel training inference
    intelligence artificial robust robustness reinforcement generative generation image images vision video text
    natural processing graph graphs information knowledge security privacy safety trustworthy federated quantum
    statistics statistical probability bayesian causal causality dynamics dynamic control robotics robots robot human
    humans ai ml nlp llm llms gpu gpus iot rl api apis cloud edge mobile web open source code program programs programming
    session sessions talk talks keynote keynotes invited speaker speakers opening closing remarks welcome introduction
    coffee tea lunch break breaks dinner reception poster posters panel discussion discussions spotlight spotlights
    oral orals contributed awards award best paper papers ceremony registration breakfast networking social event
    workshop conference tutorial tutorials demo demos challenge competition track morning afternoon evening day
    schedule program programme agenda overview summary conclusion future challenges opportunities perspectives
    perspective introduction new novel towards understanding building making better rethinking improving exploring
    lessons learned case study studies state art recent advances advanced foundation foundations framework frameworks
    tools tool automatic automated automating automatically interactive real time high low performance energy power memory
    database databases query queries search index indexes storage file files caching cache scheduling resource
    management testing verification debugging compiler compilers compilation type types function functional
    simulation simulations physics chemistry biology medicine medical health healthcare science sciences scientific
    climate earth materials molecular drug discovery social economics economic market markets finance game games
    representation representations self supervised unsupervised semi transfer meta multi task tasks few shot zero
    attention transformer transformers diffusion autoencoder convolutional recurrent sparse dense linear nonlinear
    kernel kernels matrix tensor tensors gradient stochastic convex convexity sampling estimation prediction predictive
    forecasting classification regression clustering detection recognition segmentation tracking planning reasoning
    decision decisions making agent agents agentic multiagent bandits online offline active adversarial fairness
    interpretability explainable explainability transparency accountability ethics bias uncertainty quantification
    benchmark benchmarks benchmarking evaluation evaluating dataset datasets quality measurement monitoring
    production industrial industry enterprise business user users experience interface interfaces interaction
    wrap up free group groups photo all everyone organizers organizer organizing committee chair chairs attendees
    pick hands hour hours minutes minute part parts one two three four five first second third final
    session's live stream available video slides link links abstract abstracts title bio tba tbd
    room hall auditorium building floor street theatre theater ballroom lobby foyer online virtual zoom
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december spring summer fall autumn winter
    things thinking world life work problem problems question questions answer answers story stories mind minds brain brains
    space spaces scaling law laws signal signals sound audio speech music mathematics math logic proof proofs
    chip chips circuit circuits device devices accelerator accelerators accelerating serverless streaming lightning
    refreshments outdoor excursion tour city dark matter hardware lottery carbon footprint""".split()
)
PARTICLES = frozenset("van von de der den del della di da dos du la le ter ten bin ibn al el st y e zu af av".split())


def column_role(name: str) -> str | None:
    """What a column of that heading holds; a remark in parentheses ("Time (EST)") is no part of the name."""
    plain = fold(re.sub(r"\(.*?\)|\[.*?\]", " ", name).replace("_", " "))
    if plain in _COLUMN_ROLES:
        return _COLUMN_ROLES[plain]
    words = plain.split()
    if len(words) > 4:  # noqa: PLR2004 - a heading of more words names a thing, not a column
        return None
    first, last = (words[0], words[-1]) if words else ("", "")
    if first in {"time", "start", "date"}:
        return _COLUMN_ROLES[first]
    if last in {
        "time",
        "date",
        "speaker",
        "speakers",
        "title",
        "location",
        "presenter",
        "presenters",
        "chair",
        "affiliation",
    }:
        return _COLUMN_ROLES[last]
    return None
    for pick in ((words[0] if words else ""), (words[-1] if words else "")):
        if pick in {"time", "date", "speaker", "speakers", "title", "room", "location", "presenter", "chair"}:
            return _COLUMN_ROLES[pick]
    return None


def _roles() -> dict[str, str]:
    found: dict[str, str] = {}
    for role, names in COLUMNS.items():
        for name in names.split("|"):
            found.setdefault(name, role)
    return found


_COLUMN_ROLES = _roles()
