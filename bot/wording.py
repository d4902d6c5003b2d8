"""What is said of a session, as phrases: one home for the words that answers and reminders share."""

from collections.abc import Iterable
from datetime import timedelta

from bot.phrases import Hyperlink, Phrase, Span, Strong, day_name
from bot.schedule.model import Link, Person, Session

DAYS_WITH_HOURS = 7


def when(session: Session, *, with_day: bool = False) -> Phrase:
    """Its time, or in words that it has none yet."""
    if session.start:
        return (Span(session.start, session.end, with_day),)
    if session.date:
        return (f"{day_name(session.date)}, time not announced",)
    return ("from the archive, no date",)


def names(people: tuple[Person, ...], *, with_affiliation: bool = False) -> str:
    """The people as "A", "A and B" or "A, B and C"."""
    return joined(_named(person, with_affiliation=with_affiliation) for person in people)


def joined(texts: Iterable[str], word: str = "and") -> str:
    shown = tuple(texts)
    return f" {word} ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def _named(person: Person, *, with_affiliation: bool) -> str:
    return f"{person.name} ({person.affiliation})" if with_affiliation and person.affiliation else person.name


def summary(session: Session, *, with_day: bool = False) -> Phrase:
    """One line: when, what, who (but for those that the title names already), where."""
    where = f" · {session.room}" if session.room else ""
    return (*when(session, with_day=with_day), " ", Strong(session.title), untold(session), where)


def untold(session: Session) -> str:
    """The speakers whom the title does not name, after a dash."""
    people = tuple(person for person in session.speakers if person.name not in session.title)
    return f" – {names(people)}" if people else ""


def unsaid(session: Session, sentence: Phrase) -> tuple[Phrase, ...]:
    """The speakers and the room, as far as the sentence does not tell them."""
    texts = (part.text if isinstance(part, Strong) else part for part in sentence if isinstance(part, str | Strong))
    said = " ".join(texts)
    people = tuple(person for person in session.speakers if person.name not in said)
    room = session.room if session.room and session.room not in said else None
    return (*(((names(people),),) if people else ()), *(((room,),) if room else ()))


def details(session: Session) -> tuple[Phrase, ...]:
    """What a card adds below the summary: section, chair, abstract, talks and links, a phrase a line."""
    chair = f"Chair: {names(session.chairs, with_affiliation=True)}"
    return (
        *(((session.section,),) if session.section else ()),
        *(((chair,),) if session.chairs else ()),
        *(((session.abstract,),) if session.abstract else ()),
        *(nested(talk) for talk in session.talks),
        *((links(session.links),) if session.links else ()),
    )


def nested(talk: Session) -> Phrase:
    time: Phrase = (Span(talk.start, talk.end), " ") if talk.start else ()
    who = f" – {names(talk.speakers, with_affiliation=True)}" if talk.speakers else ""
    return ("• ", *time, talk.title, who)


def links(found: tuple[Link, ...]) -> Phrase:
    """The links by their kinds, numbered where a kind has several: "paper 1, paper 2, website"."""
    parts = ((", " if place else "", Hyperlink(_label(place, found), link.url)) for place, link in enumerate(found))
    return tuple(part for pair in parts for part in pair if part)


def _label(place: int, found: tuple[Link, ...]) -> str:
    kinds = tuple(link.kind for link in found)
    kind = kinds[place]
    return kind if kinds.count(kind) == 1 else f"{kind} {kinds[: place + 1].count(kind)}"


def duration(span: timedelta) -> str:
    """A span of time in the words of a clock on the wall: "3 min", "2 h 5 min", "1 day 20 h", "12 days"."""
    minutes = max(0, -(-int(span.total_seconds()) // 60))
    days, hours = minutes // (24 * 60), minutes // 60
    if days:
        rest = f" {hours % 24} h" if days < DAYS_WITH_HOURS and hours % 24 else ""
        return f"{days} day{'' if days == 1 else 's'}{rest}"
    if hours:
        return f"{hours} h {minutes % 60} min" if minutes % 60 else f"{hours} h"
    return f"{minutes} min"
