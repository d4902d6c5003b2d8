"""How much longer a question takes on a schedule of 10,000 sessions than on one of 20, by type of question.

Every text is new to the program, so that nothing is answered from what it remembers of earlier ones.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from statistics import median
from zoneinfo import ZoneInfo

from bot.questions.ask import Guide
from bot.questions.tokens import listed
from bot.schedule.model import Kind, Person, Schedule, Session

SMALL, LARGE = 20, 10_000
ROUNDS = 60
GOAL = 3.0
DAYS = 5
FIRST_DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 3, 10, 5, tzinfo=UTC)
HALF_HOURS = 18
FIRST_NAMES = listed(
    "Ada Bela Carla Dmitri Elena Farid Greta Hiroshi Ines Jamal Katrin Liam Mei Nadia Omar Petra Quinn Rosa"
)
LAST_NAMES = listed("Abara Bentley Castillo Drummond Eriksen Fontaine Gutierrez Hashimoto Ivanova Jankowski")
SYLLABLES = listed("bar den fol gan hul kes lor min nor pel quin ras sor tam vel wic")
SUBJECTS = listed("Compilers Placement Caches Schedulers Quantization Networks Kernels Batching Sharding Tracing")
KINDS = (Kind.TALK, Kind.TALK, Kind.TALK, Kind.KEYNOTE, Kind.BREAK)

Asking = Callable[[Schedule, int], str]
QUESTIONS: dict[str, Asking] = {
    "name": lambda schedule, turn: f"when is {_speaker(schedule, turn)}",
    "misspelt name": lambda schedule, turn: f"when is {_misspelt(_speaker(schedule, turn))}",
    "title": lambda schedule, turn: f"where is {_session(schedule, turn).title}",
    "topic": lambda _, turn: f"anything about {SUBJECTS[turn % len(SUBJECTS)].lower()}",
    "kind": lambda *_: "list the keynotes",
    "next of a kind": lambda *_: "when is the next keynote",
    "next": lambda *_: "what's next",
    "now": lambda *_: "what is on now",
    "today": lambda *_: "what's on today",
    "time of day": lambda _, turn: f"what is on at {9 + turn % 9}:{turn % 60:02}",
    "how many are left": lambda *_: "how many talks are left",
    "nobody's name": lambda *_: "when is Ottoline Zweigelt",
}


def report() -> None:
    small, large = made_up(SMALL), made_up(LARGE)
    guides = Guide((small,)), Guide((large,))
    print(
        f"one question to a schedule of {SMALL} and of {LARGE:,} sessions, median of {ROUNDS}, in turn, microseconds:"
    )
    worst = max(_report(name, asking, guides) for name, asking in QUESTIONS.items())
    print(f"  worst ratio          {worst:37.2f}   (goal: at most {GOAL})")


def _report(name: str, asking: Asking, guides: tuple[Guide, Guide]) -> float:
    for guide in guides:
        _seconds(guide, asking, 0)
    pairs = [tuple(_seconds(guide, asking, turn) for guide in guides) for turn in range(1, ROUNDS + 1)]
    small, large = (median(times) * 1e6 for times in zip(*pairs, strict=True))
    print(f"  {name:20} {small:9.0f} {large:9.0f}   ratio {large / small:9.2f}")
    return large / small


def _seconds(guide: Guide, asking: Asking, turn: int) -> float:
    """The time of one answer; so many question marks make the text a new one."""
    text = f"{asking(guide.schedules[0], turn)} {'?' * (turn + 1)}"
    begun = time.perf_counter()
    guide.ask(text, now=NOW, reader=None)
    return time.perf_counter() - begun


def made_up(size: int) -> Schedule:
    """A conference of five days with as many parallel tracks as it takes, a speaker to each session."""
    people = tuple(Person(name) for name, _ in zip(_names(), range(size), strict=False))
    sessions = sorted((_made_up_session(number, size, people[number]) for number in range(size)), key=_start)
    return Schedule("large", "Conference", ZoneInfo("UTC"), tuple(sessions), people=people)


def _made_up_session(number: int, size: int, speaker: Person) -> Session:
    slot = number * DAYS * HALF_HOURS // size
    day = FIRST_DAY + timedelta(days=slot // HALF_HOURS)
    start = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(minutes=30 * (slot % HALF_HOURS))
    return Session(
        id=f"session-{number}",
        title=f"{SUBJECTS[number % len(SUBJECTS)]} {_word(number)}",
        kind=KINDS[number % len(KINDS)],
        date=day,
        start=start,
        end=start + timedelta(minutes=30),
        room=f"Hall {number % 100}",
        speakers=(speaker,),
    )


def _names() -> Iterator[str]:
    """Names without end, no two alike: first names repeat, last names are made of syllables after the first ten."""
    for number in count():
        last = LAST_NAMES[number] if number < len(LAST_NAMES) else _word(number).capitalize()
        yield f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {last}"


def _word(number: int) -> str:
    """A word for a number, no two alike."""
    syllables = [SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(4)]
    return "".join(syllables)


def _session(schedule: Schedule, turn: int) -> Session:
    return schedule.sessions[turn * 7919 % len(schedule.sessions)]


def _speaker(schedule: Schedule, turn: int) -> str:
    return _session(schedule, turn).speakers[0].name


def _misspelt(name: str) -> str:
    """The name with two letters of its last word swapped."""
    return f"{name[:-4]}{name[-3]}{name[-4]}{name[-2:]}"


def _start(session: Session) -> datetime:
    return session.start or NOW
