"""Answers about people: when somebody speaks, who somebody is, who fits a half-said name, and that nobody does."""

from __future__ import annotations

from bot.phrases import Phrase, Strong
from bot.questions.answer import Answer, Choice
from bot.questions.compose import Asked, at_span, is_past, is_running, listing, span_of, tries, with_notes
from bot.questions.question import Aspect, Mention, Tense
from bot.questions.select import Chosen
from bot.schedule.model import Kind, Person, Session
from bot.wording import duration, names

PERSON_ASPECTS = {None, Aspect.WHEN, Aspect.START, Aspect.BIO, Aspect.EXISTS, Aspect.UNTIL}
"""What is asked of people rather than of their sessions."""

NOT_THEN: dict[Tense | None, Phrase] = {
    Tense.NOW: ("Not now",),
    Tense.PAST: ("Not yet",),
    Tense.NEXT: ("Nothing more",),
    Tense.LEFT: ("Nothing more",),
}


def ambiguous(asked: Asked, mention: Mention, found: Chosen) -> Answer:
    """Several people whom the words name equally well: all of them, each to be chosen."""
    start, end = mention.span
    choices = tuple(
        Choice(person.name, f"{asked.text[:start]}{person.name}{asked.text[end:]}", asked.schedule.id)
        for person in mention.people
    )
    headline = (f"“{mention.said}” fits {len(mention.people)} people: {names(mention.people)}.",)
    return listing(asked, headline, found.sessions, choices=choices)


def answer_person(asked: Asked, mention: Mention, found: Chosen) -> Answer:
    """When the person speaks or chairs: the nearest time first, all sessions in order."""
    person = mention.people[0]
    if asked.question.aspect in {Aspect.BIO, Aspect.ABSTRACT, Aspect.WHO}:
        return _bio(asked, person, found)
    if not found.sessions:
        return _not_then(asked, person, found)
    yes: Phrase = ("Yes: ",) if _asks_whether(asked) else ()
    return listing(asked, (*yes, *_nearest(asked, person, found.sessions)), found.sessions)


def asks_of_person(asked: Asked) -> bool:
    """Whether a question that names one person is about them, rather than about their sessions."""
    question = asked.question
    if question.aspect in {Aspect.WHO, Aspect.ABSTRACT}:
        return not (question.speaking or question.selection.kind)
    return question.aspect in PERSON_ASPECTS


def asks_who_chairs(asked: Asked) -> bool:
    """Whether it is asked who chairs somebody's session, rather than what they chair."""
    name = asked.question.selection.people[0].people[0].name
    return "who" in asked.text.lower() and name not in asked.entities.chairs


def chaired(asked: Asked, mention: Mention) -> Answer:
    """What somebody chairs."""
    numbers = frozenset(asked.entities.chairs.get(mention.people[0].name, ()))
    sessions = asked.entities.timeline(numbers).sessions
    name = mention.people[0].name
    if not sessions:
        return listing(asked, (f"{name} chairs no session on the schedule.",))
    return listing(asked, (f"{name} chairs {len(sessions)} session{'' if len(sessions) == 1 else 's'}:",), sessions)


def _asks_whether(asked: Asked) -> bool:
    opening, _, rest = asked.text.strip().lower().partition(" ")
    names_somebody = asked.question.selection.people[0].span[0] == 0
    return bool(rest) and not names_somebody and opening in {"is", "are", "does", "did", "will", "was", "has"}


def _nearest(asked: Asked, person: Person, sessions: tuple[Session, ...]) -> Phrase:
    """Where somebody speaks now or next, or else last, in a sentence; and how many other sessions they chair."""
    spoken = tuple(session for session in sessions if _speaks(person, session))
    ahead = tuple(session for session in spoken or sessions if not is_past(session, asked))
    past = tuple(session for session in spoken or sessions if not session.is_archived) or spoken or sessions
    session = ahead[0] if ahead else past[-1]
    others = _others(person, session)
    title = (
        Strong(session.title),
        f" – with {others}" if others else "",
        f", in {session.room}" if session.room else "",
    )
    chaired = len(sessions) - len(spoken) if spoken else 0
    chairing = f" {person.name} also chairs {chaired} session{'' if chaired == 1 else 's'}." if chaired else ""
    return (f"{person.name} ", *_deed(person, session, asked), ": ", *title, ".", chairing)


def _deed(person: Person, session: Session, asked: Asked) -> Phrase:
    """What the person does there and when: "speaks in 5 min, at 14:25–15:15", "was on a panel on …"."""
    present, past = ("is on a panel", "was on a panel") if session.kind is Kind.PANEL else ("speaks", "spoke")
    present, past = (present, past) if _speaks(person, session) else ("chairs", "chaired")
    when = at_span(session, asked)
    if is_running(session, asked):
        return (f"{present} now, ", *span_of(session, asked))
    if session.is_archived:
        return (f"{past} at a time that the archive does not tell",)
    if is_past(session, asked):
        return (f"{past} ", *when)
    soon: Phrase = ("in ", duration(session.start - asked.now), ", ") if session.start else ()
    return (f"{present} ", *soon, *when)


def _speaks(person: Person, session: Session) -> bool:
    return any(speaker.name == person.name for speaker in session.speakers)


def _others(person: Person, session: Session) -> str:
    others = tuple(other for other in session.speakers if other.name != person.name)
    return names(others) if _speaks(person, session) else ""


def _bio(asked: Asked, person: Person, found: Chosen) -> Answer:
    """Who somebody is, as far as the schedule says, and their nearest session."""
    known = asked.entities.people.get(person.name, person)
    where = f" ({known.affiliation})" if known.affiliation else ""
    told: Phrase = (
        (f"{known.name}{where}: {known.bio} ",) if known.bio else ((f"{known.name}{where}. ",) if where else ())
    )
    sessions = (
        asked.entities.timeline(asked.entities.numbers_of(person)).sessions if not found.sessions else found.sessions
    )
    speaking: Phrase = _nearest(asked, person, sessions) if sessions else ()
    roles = _roles(asked, person)
    answer = listing(asked, (*told, *roles, *((" ",) if roles and speaking else ()), *speaking), sessions)
    return answer if known.bio else with_notes(answer, (f"The schedule has no biography of {known.name}.",))


def _roles(asked: Asked, person: Person) -> Phrase:
    """What somebody is here beside a speaker: an organizer, a host."""
    schedule = asked.schedule
    for people, role in ((schedule.organizers, "an organizer"), (schedule.hosts, "a host")):
        for one in people:
            if one.name == person.name:
                return (f"{person.name} is {role} of {schedule.title}{f' ({one.role})' if one.role else ''}.",)
    return ()


def _not_then(asked: Asked, person: Person, found: Chosen) -> Answer:
    """That somebody has no session of that kind or at that time, and when they have one."""
    selection = asked.question.selection
    sessions = asked.entities.timeline(asked.entities.numbers_of(person)).sessions
    if not sessions:
        return listing(asked, _roles(asked, person) or (f"{person.name} has no session on the schedule.",))
    lead: Phrase = NOT_THEN.get(selection.when.tense, ("No",))
    if found.scope:
        lead = ("Not", *found.label)
    elif selection.kind:
        lead = (f"No {selection.kind.one} of {person.name} is on the schedule",)
    return listing(asked, (*lead, ": ", *_nearest(asked, person, sessions)), sessions)


def nobody(asked: Asked, *, anywhere: bool = False) -> Answer:
    """That nothing and nobody is called so, with the nearest name if one is near."""
    question = asked.question
    said = question.unknown_name or " ".join(question.unknown)
    where = "any schedule" if anywhere else f"the schedule of {asked.schedule.title}"
    of_person = bool(question.speaking or question.aspect in {Aspect.WHO, Aspect.BIO} or question.nearest)
    headline = f"There is no one of that name and nothing about “{said}” on {where}."
    if of_person:
        headline = f"No one called “{said}” is on {where}."
    near = tuple(Choice(person.name, f"When is {person.name}?", asked.schedule.id) for person in question.nearest)
    notes = ((f"The nearest name is {names(question.nearest)}.",),) if near else ()
    schedule = None if anywhere else asked.schedule
    choices = near or tries(None if anywhere else asked)
    return Answer((headline,), notes=notes, choices=choices, schedule=schedule, unanswered=not of_person)
