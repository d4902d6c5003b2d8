"""Words → what they mean, as data. Whatever is not here is a name, a topic or unknown.

In the tables, phrases are parted by "|"; the words of a phrase are folded as in `bot.schedule.names`.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from bot.questions.question import Aspect, KindWord, LinkWord, Talk, Tense
from bot.questions.tokens import listed
from bot.schedule.model import Kind


class Mark(Enum):
    """Words that tell how what follows, or what stands before, is meant."""

    AFTER = auto()
    BEFORE = auto()
    UNTIL = auto()
    DURING = auto()
    EXCEPT = auto()
    ON = auto()
    LONGEST = auto()
    SHORTEST = auto()
    ABOUT = auto()
    BY = auto()
    AND = auto()
    EVERY = auto()
    FIRST = auto()
    LAST = auto()
    ARCHIVE = auto()
    SESSION = auto()
    SESSIONS = auto()
    SPEAKING = auto()
    BETWEEN = auto()
    LATEST = auto()
    EVENT = auto()


Meaning = Aspect | Tense | Mark | Talk | KindWord | LinkWord
Phrases = dict[tuple[str, ...], Meaning]

TALKS = frozenset({Kind.TALK, Kind.INVITED, Kind.CONTRIBUTED, Kind.KEYNOTE, Kind.TUTORIAL})
PAUSES = frozenset({Kind.BREAK, Kind.LUNCH})


def _kind(one: str, many: str, *kinds: Kind, word: str | None = None, strict: bool = False) -> KindWord:
    return KindWord(frozenset(kinds), one, many, word, strict)


KINDS: Mapping[KindWord, str] = {
    _kind("keynote", "keynotes", Kind.KEYNOTE): "keynote|keynotes|keynote talk|keynote talks|key note|key notes|"
    "keynote speech|keynote session|keynote sessions",
    _kind("talk", "talks", *TALKS): "talk|talks|presentation|presentations|lecture|lectures|speech|speeches",
    _kind("invited talk", "invited talks", Kind.INVITED): "invited talk|invited talks|invited speaker|"
    "invited speakers|invited",
    _kind("contributed talk", "contributed talks", Kind.CONTRIBUTED): "contributed talk|contributed talks|contributed|"
    "contributed session|contributed sessions|spotlight|spotlights|orals|oral|lightning talk|lightning talks",
    _kind("panel", "panels", Kind.PANEL): "panel|panels|panel discussion|panel discussions|panel session|"
    "panelist|panelists|panellist|panellists",
    _kind("poster session", "poster sessions", Kind.POSTERS): "poster|posters|poster session|poster sessions",
    _kind("demo", "demos", Kind.SHOWCASE): "showcase|showcases|demo|demos|demo session",
    _kind("tutorial", "tutorials", Kind.TUTORIAL): "tutorial|tutorials",
    _kind("discussion", "discussions", Kind.DISCUSSION): "discussion|discussions|breakout|breakouts|round table",
    _kind(
        "competition session", "competition sessions", Kind.COMPETITION
    ): "competition|competitions|contest|challenge",
    _kind("social event", "social events", Kind.SOCIAL): "social|socials|social event|social events",
    _kind("reception", "receptions", Kind.SOCIAL, word="reception", strict=True): "reception|receptions",
    _kind("dinner", "dinners", Kind.SOCIAL, word="dinner", strict=True): "dinner|banquet",
    _kind("party", "parties", Kind.SOCIAL, word="party", strict=True): "party|after party",
    _kind("breakfast", "breakfasts", Kind.SOCIAL, word="breakfast", strict=True): "breakfast",
    _kind("break", "breaks", Kind.BREAK, Kind.LUNCH): "break|breaks|pause|pauses|recess|intermission",
    _kind("coffee break", "coffee breaks", Kind.BREAK, word="coffee"): "coffee|coffee break|coffee breaks|coffees",
    _kind("tea break", "tea breaks", Kind.BREAK, word="tea"): "tea|tea break|tea breaks",
    _kind("lunch", "lunches", Kind.LUNCH): "lunch|lunches|lunch break|lunchtime|lunch time|luncheon",
    _kind("meal or break", "meals and breaks", *PAUSES): "food|eat|meal|meals|snack|snacks|drink|drinks|eating|hungry",
    _kind(
        "opening", "openings", Kind.OPENING
    ): "opening|opening remarks|opens the workshop|welcome remarks|opening session|welcome session|introduction|intro",
    _kind(
        "closing", "closings", Kind.CLOSING
    ): "closing|closing remarks|closes the workshop|closing session|concluding remarks|wrap up|farewell session",
}

TENSES: Mapping[Tense, str] = {
    Tense.NOW: "now|right now|currently|current|at the moment|happening|happening now|going on|on now|presently|"
    "at present|just now|ongoing|underway|running|live now|on right now|rn|still going|"
    "still going on|still on|still running|this talk|this session|this speaker|this one|"
    "this break|this presentation|on air",
    Tense.NEXT: "next|nxt|up next|upcoming|coming up|comes next|coming next|next up|coming|soon|following one|"
    "then what|what then|and then|after this|after that|after this one|after that one",
    Tense.LEFT: "left|remaining|remain|remains|still to come|to come|the rest|rest of the day|rest of today|rest|"
    "still|yet to come|later|later today|later on|to go|another|any more|anymore|hasnt spoken yet|"
    "havent spoken yet|yet to speak",
    Tense.PAST: "miss|missed|so far|already|past|previously|earlier|earlier today|done",
}

ASPECTS: Mapping[Aspect, str] = {
    Aspect.WHEN: "when|what time|at what time|which time|which day|what day|on what day|on which day|what date|"
    "which date|date|dates|time|timing|times|how soon|scheduled",
    Aspect.START: "start|starts|begin|begins|starting|beginning|started|start time|kick off|kicks off|kickoff|commence|"
    "open|opens|doors open|when do doors open",
    Aspect.END: "end|ends|ending|ended|finish|finishes|finishing|over|is over|conclude|concludes|closes|"
    "end time|stops|stop|finished|go home|leave|how much longer",
    Aspect.UNTIL: "how long until|how long till|how long to|how long before|how long til|time until|time till|"
    "time left until|how much time until|how much time till|how many minutes until|how many minutes till|"
    "how many hours until|how many days until|how many minutes to|minutes until|minutes till|countdown|"
    "how much time before|how long left until|how many minutes before|"
    "in how many minutes|in how many hours|in how many days|how much longer until|how far away|how far off",
    Aspect.DURATION: "how long|how long is|how long does|how long will|duration|length|lasts|last for",
    Aspect.WHERE: "where|which room|what room|in which room|in what room|room|rooms|location|venue|place|address|"
    "hall|which hall|what hall|whereabouts|located|takes place|take place",
    Aspect.WHO: "who|whom|whose|by whom|who else|speakers|speaker|presenter|presenters|who talks|"
    "who is talking|whos talking|who talking|lecturer|lecturers|participants|who is speaking|names",
    Aspect.CHAIR: "chair|chairs|chaired|chairing|moderator|moderators|moderates|moderated|moderating|moderate|"
    "session chair|session chairs|chairperson|chairman|chairwoman",
    Aspect.BIO: "bio|bios|biography|background|affiliation|affiliated|work for|works for|work at|works at",
    Aspect.ABSTRACT: "abstract|abstracts|summary|details|detail|describe|description|explain|more about|"
    "tell me more|tell me more about|tell me about|info|information|summarize|summarise|learn more",
    Aspect.COUNT: "how many|number of|count",
    Aspect.EXISTS: "is there|are there|any|do we have|do you have|have we got|is there any|are there any|will there be|"
    "have any|has any|is there a|is there an|there is|there are|was there|were there|does it have",
    Aspect.ORGANIZERS: "organizer|organizers|organiser|organisers|organizes|organises|organized|organised|organizing|"
    "organising|organize|organise|committee|runs this|runs the|in charge|chairs the workshop|who runs",
    Aspect.HOSTS: "host|hosts|hosting|hosted",
    Aspect.CLOCK: "what time is it|what is the time|time is it|what time is it there|time there|current time|"
    "what the time|what time zone|what timezone|which time zone|which timezone|what time it is|local time there",
    Aspect.EVENT: "what is this workshop|what is this event|about this workshop|about the workshop|"
    "about this event|about the event|about this seminar|about the seminar|what is the workshop about|"
    "what is this|what is this about|event name|contact|contact email|email|mail",
    Aspect.EVENTS: "which workshops|what workshops|which schedules|what schedules|which conferences|what conferences|"
    "list schedules|list workshops|all schedules|all workshops|schedules|workshops|which events do you know|"
    "what events do you know",
    Aspect.HELP: "help|help me|what can you do|what do you do|commands|usage|how do you work|how does this work|"
    "what can i ask|how do i use|how do i use this|instructions|who are you|what are you|options|examples|"
    "what can i ask you|how to use|how to use this|manual",
}

LINKS: Mapping[LinkWord, str] = {
    LinkWord(("slides",), "slides"): "slides|slide|slide deck|deck|powerpoint|ppt|slideset|slide decks",
    LinkWord(("recording", "video"), "recording"): "recording|recordings|recorded|video|videos|replay|replays|rewatch|"
    "vod|watch again|watch later",
    LinkWord(("livestream", "recording", "video"), "video"): "watch",
    LinkWord(("livestream",), "live stream"): "livestream|livestreams|live stream|live streams|stream|streams|"
    "streamed|streaming|livestreamed|live streamed|zoom|zoom link|join link|can i join|how do i join|join remotely|"
    "tune in|webcast|youtube|online|virtually|remotely|"
    "watch live|join online|live video",
    LinkWord(("paper", "abstract"), "paper"): "paper|papers|pdf|arxiv|preprint|publication|openreview",
    LinkWord(("open-source", "code"), "code"): "code|repo|repository|github|source code|open source",
    LinkWord(("website",), "website"): "website|websites|homepage|web site|web page|webpage|site|project page",
    LinkWord((), "links"): "link|links|url|urls|materials|resources|material",
}

MARKS: Mapping[Mark, str] = {
    Mark.AFTER: "after|right after|following|straight after|directly after|immediately after|since|comes after|"
    "just after|once|follows|from",
    Mark.DURING: "during|while|parallel to|in parallel to|in parallel with|at the same time as|alongside|overlaps with|"
    "clashes with",
    Mark.EXCEPT: "except|except for|excluding|without|but not|but no|but the|everything but|all but|not counting|"
    "other than|apart from|aside from|besides|not about",
    Mark.ON: "on|up|on stage",
    Mark.LONGEST: "longest",
    Mark.SHORTEST: "shortest",
    Mark.BEFORE: "before|right before|directly before|just before|immediately before|ahead of|prior to|preceding|"
    "precedes|comes before|up to",
    Mark.UNTIL: "until|till|til",
    Mark.ABOUT: "about|regarding|concerning|related to|relating to|on the topic of|topic|topics|anything on|"
    "something on|covering|deals with|dealing with|discuss|discusses|discussing|mention|mentions|something about|"
    "anything about|interested in|covers",
    Mark.BY: "by|of|with|featuring|called|named|titled|entitled|from",
    Mark.AND: "and|or|as well as|vs|plus|what about|how about",
    Mark.BETWEEN: "between|in between",
    Mark.LATEST: "most recent|previous|previous one|previous talk|previous session|was the last|just finished|"
    "just ended|just spoke|just talked|just presented|just on|before this|before this one|before that|"
    "was just now|just missed|last one",
    Mark.EVERY: "all|every|each|everything|list|whole|entire|full|complete|all of|show all|list all|agenda|schedule|"
    "program|programme|timetable|everyone|everybody|calendar|overview|line up|lineup",
    Mark.FIRST: "first|1st|earliest|first thing|opens with",
    Mark.LAST: "last|final|latest|last thing",
    Mark.ARCHIVE: "archive|archived|archives|undated|old talks",
    Mark.SESSION: "session|event|slot|item",
    Mark.SESSIONS: "sessions|events|slots|items|ones|things|seminars",
    Mark.SPEAKING: "speak|speaks|speaking|present|presents|presenting|presented|spoke|spoken|talking|give|gives|"
    "giving|gave|appear|appears|lecturing|attend|attending|take part|taking part|show up|perform",
    Mark.EVENT: "workshop|conference|seminar|symposium|meetup|meeting",
}

TALK: Mapping[Talk, str] = {
    Talk.GREETING: "hi|hello|hey|hiya|good morning|good afternoon|good evening|howdy|greetings|yo|hey there|hi there|"
    "hello there|how are you|how are you doing|how is it going|whats up|what up|sup|nice to meet you|moin|hallo|ping",
    Talk.THANKS: "thanks|thank you|thx|ty|cheers|thank you so much|thanks a lot|many thanks|great|cool|nice|awesome|"
    "perfect|good talk|great talk|nice talk|ok|okay|good bot|well done|lol|haha|love you|i love you|wow|"
    "amazing|brilliant|good job|got it",
    Talk.FAREWELL: "bye|goodbye|see you|see you tomorrow|good night|bye bye|ciao|see you later|cya",
}

FILLERS = frozenset(
    listed("""
    a an the this that these those it its is are was were be been being am do does did doing done has have had
    having will would shall should can could may might must i me my mine we us our you your yours he him his she her
    hers they them their to of in on at for with by as into onto over under between through within across what which
    whats whos wheres whens whts wat wats hows how why who if then than so such but not no yes yep nope please pls
    plz just also too very really quite maybe again more most some many much few lot lots other another own same
    tell show give get go going gonna wanna want like know need let lets see find look looking check say said says
    remind think there here out up down off back around via per about any anyone anybody someone somebody nobody
    anything something nothing thing stuff dear hey usher bot sir madam im ive id youre hes shes theyre weve dont
    doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt hasnt havent s t d ll re ve m actually exactly
    roughly approximately happen happens happened occur occurs held taking place hear heard listen even ever still
    only once when where kind type sort planned plan plans planning use uses used make makes made come comes came
    keep kept possible able possibly supposed sure interesting interested good best together favorite favourite
    recommend recommended worth hour hours minute minutes min mins day days week weeks month year yet clock o time
    today tonight long onwards onward current short big small new old early late whether because while both either
    neither nor else each person people guy woman man folks team dr prof professor mr mrs ms title titles titled
    called named name wondering curious question questions ask answer reply display print read remember well oh ah
    hmm um uh er track tracks part parts section sections attend meet meets room programm run runs main way
    total altogether timezone zone
    """)
)
"""Words that tell nothing here, and that never name anybody on their own."""


EVERYDAY_NAMES = frozenset(
    listed(
        "art baker bill bird brown bush case chip cook dean drew field fox frank grace gray green hill hope jack joy "
        "king long mark page park pat price ray rich rob rose rush smith song stone sun white wing wolf wood young"
    )
)
"""Names that are words as well: typed small, beside words that nobody understands, they name nobody."""


def _phrases() -> Iterator[tuple[tuple[str, ...], Meaning]]:
    tables: tuple[Mapping[Meaning, str], ...] = (KINDS, TENSES, MARKS, LINKS, TALK, ASPECTS)  # type: ignore[assignment]
    for table in tables:
        for meaning, phrases in table.items():
            yield from ((tuple(phrase.split()), meaning) for phrase in phrases.split("|"))


PHRASES: Phrases = dict(_phrases())
VOCABULARY = FILLERS.union(*PHRASES)
LONGEST_PHRASE = max(map(len, PHRASES))
SINGLE_WORDS = tuple(sorted({words[0] for words in PHRASES if len(words) == 1}))
