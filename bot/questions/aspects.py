"""Answers that are not a list: when, until when, where, who, how many, links, and what is asked of the whole event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.phrases import Hyperlink, Moment, Part, Phrase, Strong, day_name
from bot.questions.answer import Answer
from bot.questions.compose import (
    Asked,
    about,
    is_past,
    is_running,
    listing,
    recordings,
    span_of,
    state_of_event,
    time_of,
    tries,
)
from bot.questions.programme import answer_what, noun, nothing
from bot.questions.question import Aspect, LinkWord, Talk
from bot.questions.select import Chosen
from bot.schedule.model import Link, Person, Session
from bot.wording import duration, links, names

MOST_NAMED = 20
"""People whose names one sentence holds."""

LINKS_EACH = 10
"""Sessions whose links one answer gives."""


def answer_aspect(asked: Asked, found: Chosen) -> Answer:
    """The answer to what is asked of the sessions found."""
    readers: dict[Aspect | None, Callable[[Asked, Chosen], Answer]] = {
        Aspect.WHEN: _when,
        Aspect.END: _end,
        Aspect.UNTIL: _until,
        Aspect.DURATION: _duration,
        Aspect.WHERE: _where,
        Aspect.WHO: _who,
        Aspect.CHAIR: _chair,
        Aspect.ABSTRACT: _abstract,
        Aspect.COUNT: _count,
        Aspect.LINK: _link,
        Aspect.ORGANIZERS: _organizers,
        Aspect.HOSTS: _hosts,
        Aspect.CLOCK: _clock,
        Aspect.EVENT: _event,
        Aspect.HELP: _help,
    }
    return readers.get(asked.question.aspect, answer_what)(asked, found)


def _is_whole(asked: Asked) -> bool:
    """Whether the question is about the event itself, for want of anything else named."""
    selection = asked.question.selection
    return not (selection.is_named or selection.when.tense or selection.after or selection.before or selection.pick)


def _when(asked: Asked, found: Chosen) -> Answer:
    if not _is_whole(asked) or found.scope:
        return answer_what(asked, found)
    state = state_of_event(asked) or (_going_on(asked),)
    return listing(asked, state[0])


def _going_on(asked: Asked) -> Phrase:
    whole = asked.entities.whole
    if whole.opens is None or whole.closes is None:
        return (f"{asked.schedule.title} is an archive: its sessions have no dates.",)
    return (f"{asked.schedule.title} opened ", *_instant(asked, whole.opens), " and ends ", *_instant(asked, whole.closes), ".")


def _instant(asked: Asked, moment: datetime) -> Phrase:
    """A bound of the event: a day alone where the programme has no times."""
    whole = asked.entities.whole
    if whole.timed:
        return (Moment(moment, with_day=True),)
    return (f"on {day_name(min(whole.day_of(moment), whole.days[-1]))}",)


def _end(asked: Asked, found: Chosen) -> Answer:
    if _is_whole(asked) and not found.scope:
        return _event_end(asked)
    session = found.sessions[0] if found.sessions else None
    if session is None or session.start is None:
        return answer_what(asked, found)
    return listing(asked, _ending(session, asked), found.sessions)


def _ending(session: Session, asked: Asked) -> Phrase:
    if session.end is None:
        return ("No end of ", Strong(session.title), " is announced; it", *time_of(session, asked), ".")
    derived = "" if session.end_stated else " (when the next session starts)"
    verb = " ended " if session.end <= asked.now else " ends "
    left: Phrase = ("in ", duration(session.end - asked.now), ", ") if is_running(session, asked) else ()
    return (Strong(session.title), verb, *left, "at ", Moment(session.end, with_day=not asked.is_today(session)), derived, ".")


def _event_end(asked: Asked) -> Answer:
    closes = asked.entities.whole.closes
    if closes is None:
        return listing(asked, _going_on(asked))
    if closes <= asked.now:
        return listing(asked, state_of_event(asked)[0], choices=recordings(asked))
    headline = (f"{asked.schedule.title} ends in {duration(closes - asked.now)}, ", *_instant(asked, closes), ".")
    return listing(asked, headline)


def _until(asked: Asked, found: Chosen) -> Answer:
    """How long until the first of the sessions that is still to start."""
    if _is_whole(asked) and not found.scope:
        return _event_end(asked) if not state_of_event(asked) else listing(asked, state_of_event(asked)[0])
    ahead = tuple(session for session in found.sessions if not is_past(session, asked))
    if not ahead:
        return answer_what(asked, found)
    return listing(asked, about(ahead[0], asked), ahead[:1])


def _duration(asked: Asked, found: Chosen) -> Answer:
    whole = asked.entities.whole
    if _is_whole(asked) and not found.scope and whole.opens and whole.closes:
        return listing(asked, (f"{asked.schedule.title} lasts from ", *_instant(asked, whole.opens), " to ", *_instant(asked, whole.closes), "."))
    session = found.sessions[0] if found.sessions else None
    if session is None or session.start is None or session.end is None:
        return answer_what(asked, found)
    derived = "" if session.end_stated else " (until the next session starts)"
    length = duration(session.end - session.start)
    return listing(asked, (Strong(session.title), f" takes {length}{derived}: ", *span_of(session, asked), "."), found.sessions)


def _where(asked: Asked, found: Chosen) -> Answer:
    schedule = asked.schedule
    venue = f"The venue is {schedule.venue}." if schedule.venue else "The schedule names no venue."
    if _is_whole(asked) or not found.sessions:
        if not _is_whole(asked):
            return nothing(asked, found)
        online = tuple(link for link in schedule.links if link.kind == "livestream")
        stream: tuple[Phrase, ...] = (("Live stream: ", *links(online)),) if online else ()
        return listing(asked, (venue,), notes=stream)
    session = next((one for one in found.sessions if not is_past(one, asked)), found.sessions[0])
    if session.room is None:
        return listing(asked, ("No room is announced for ", Strong(session.title), f". {venue}"), found.sessions)
    return listing(asked, (Strong(session.title), f": {session.room}.", " It", *time_of(session, asked), "."), found.sessions)


def _who(asked: Asked, found: Chosen) -> Answer:
    """Who speaks in the sessions found; of the whole event, everybody."""
    if _is_whole(asked) and not found.scope:
        return _everybody(asked)
    if not found.sessions or found.anchors or asked.question.selection.people:
        return answer_what(asked, found)
    speaking = _unique(person for session in found.sessions for person in _speakers(session))
    if not speaking:
        return listing(asked, ("No speaker is named for ", *_titles(found.sessions), "."), found.sessions)
    headline: Phrase = (f"{_several(speaking)}: ", *_titles(found.sessions), ", ", *span_of(found.sessions[0], asked), ".")
    if len(found.sessions) > 1:
        headline = (f"{_several(speaking)} – {noun(asked.question.selection, len(found.sessions))}", *found.label, ":")
    return listing(asked, headline, found.sessions)


def _speakers(session: Session) -> tuple[Person, ...]:
    return (*session.speakers, *(person for talk in session.talks for person in talk.speakers))


def _titles(sessions: tuple[Session, ...]) -> Phrase:
    return (Strong(sessions[0].title),) if len(sessions) == 1 else (f"these {len(sessions)} sessions",)


def _several(people: tuple[Person, ...]) -> str:
    shown = names(people[:MOST_NAMED], with_affiliation=len(people) <= 5)  # noqa: PLR2004 - more would not read well
    return shown if len(people) <= MOST_NAMED else f"{shown} and {len(people) - MOST_NAMED} more"


def _unique(people: object) -> tuple[Person, ...]:
    return tuple({person.name: person for person in people}.values())  # type: ignore[attr-defined]


def _everybody(asked: Asked) -> Answer:
    people = _unique(person for entry in asked.entities.entries for person in entry.speakers)
    if not people:
        return listing(asked, ("The schedule names no speakers.",))
    verb = "person speaks" if len(people) == 1 else "people speak"
    return listing(asked, (f"{len(people)} {verb} at {asked.schedule.title}: {_several(people)}.",))


def _chair(asked: Asked, found: Chosen) -> Answer:
    sessions = asked.entities.whole.sessions if _is_whole(asked) and not found.scope else found.sessions
    chaired = tuple(session for session in sessions if session.chairs)
    chairs = _unique(person for session in chaired for person in session.chairs)
    if not chairs:
        what: Phrase = ("The schedule names no chair", *((" for ", *_titles(sessions)) if sessions else ()), ".")
        return listing(asked, what, found.sessions if not _is_whole(asked) else ())
    sections = tuple(dict.fromkeys(session.section or session.title for session in chaired))
    if len(chairs) == 1:
        return listing(asked, (f"{_several(chairs)} chairs {', '.join(sections)}.",), chaired)
    return listing(asked, (f"The chairs are {_several(chairs)}:",), chaired)


def _abstract(asked: Asked, found: Chosen) -> Answer:
    if _is_whole(asked) and not found.scope:
        return _event(asked, found)
    if len(found.sessions) != 1 or found.sessions[0].abstract:
        return answer_what(asked, found)
    session = found.sessions[0]
    return listing(asked, about(session, asked), found.sessions, notes=(("The schedule has no abstract of it.",),))


def _count(asked: Asked, found: Chosen) -> Answer:
    if asked.question.speaking or asked.question.selection.is_empty and _asks_speakers(asked):
        return _everybody(asked)
    if not found.sessions:
        return nothing(asked, found)
    return answer_what(asked, found)


def _asks_speakers(asked: Asked) -> bool:
    return "speaker" in asked.text.lower() or "people" in asked.text.lower()


def _link(asked: Asked, found: Chosen) -> Answer:
    """The links of the kind asked for: of the sessions named, or of all that have any."""
    word = asked.question.link or LinkWord((), "links")
    if _is_whole(asked) and not found.scope and (own := _fitting(asked.schedule.links, word)):
        return listing(asked, _linked(asked.schedule.title, own, word))
    sessions = asked.entities.entries if _is_whole(asked) and not found.scope else found.sessions
    having = tuple(session for session in sessions if _fitting(_all_links(session), word))
    if not sessions:
        return nothing(asked, found)
    if not having:
        return _without_link(asked, sessions, word)
    if len(having) == 1:
        return listing(asked, _linked(having[0].title, _fitting(_all_links(having[0]), word), word), having)
    verb = f"{len(having)} sessions have {word.name if word.name.endswith('s') else f'a {word.name}'}:"
    told = tuple((Strong(one.title), ": ", *links(_fitting(_all_links(one), word))) for one in having[asked.skip :][:LINKS_EACH])
    return listing(asked, (verb,), having, notes=told if len(having) > 2 else ())  # noqa: PLR2004 - fewer are shown in full


def _linked(title: str, found: tuple[Link, ...], word: LinkWord) -> Phrase:
    what = f"{word.name.capitalize()} of {title}"
    return (Hyperlink(what, found[0].url),) if len(found) == 1 else (f"{what}: ", *links(found))


def _all_links(session: Session) -> tuple[Link, ...]:
    return (*session.links, *(link for talk in session.talks for link in talk.links))


def _fitting(found: tuple[Link, ...], word: LinkWord) -> tuple[Link, ...]:
    return tuple(link for link in found if not word.kinds or link.kind in word.kinds)


def _without_link(asked: Asked, sessions: tuple[Session, ...], word: LinkWord) -> Answer:
    if len(sessions) > 1 or _is_whole(asked):
        return listing(asked, (f"The schedule gives no {word.name}{' of these' if not _is_whole(asked) else ''}.",))
    other = _all_links(sessions[0])
    more: tuple[Part, ...] = (" It has: ", *links(other)) if other else ()
    return listing(asked, (f"The schedule gives no {word.name} of ", Strong(sessions[0].title), ".", *more), sessions)


def _organizers(asked: Asked, _found: Chosen) -> Answer:
    people = asked.schedule.organizers
    if people:
        return listing(asked, (f"{_with_roles(people)} – organizers of {asked.schedule.title}.",))
    email = tuple(link for link in asked.schedule.links if link.kind == "email")
    contact: tuple[Phrase, ...] = ((("Contact: ", Hyperlink("email", email[0].url))),) if email else ()
    return listing(asked, (f"The schedule does not say who organizes {asked.schedule.title}.",), notes=contact)


def _hosts(asked: Asked, found: Chosen) -> Answer:
    people = asked.schedule.hosts
    if people:
        return listing(asked, (f"{_with_roles(people)} – hosts of {asked.schedule.title}.",))
    return _organizers(asked, found) if asked.schedule.organizers else listing(asked, ("The schedule names no hosts.",))


def _with_roles(people: tuple[Person, ...]) -> str:
    return ", ".join(f"{person.name}{f' ({told})' if (told := person.role or person.affiliation) else ''}" for person in people)


def _clock(asked: Asked, _found: Chosen) -> Answer:
    where = asked.schedule.venue or asked.schedule.title
    return listing(asked, ("It is ", Moment(asked.now, with_day=True), f" at {where} ({asked.schedule.timezone.key})."))


def _event(asked: Asked, _found: Chosen) -> Answer:
    schedule = asked.schedule
    where = f", {schedule.venue}" if schedule.venue else ""
    told: tuple[Phrase, ...] = ((schedule.description,),) if schedule.description else ()
    addresses: tuple[Phrase, ...] = (links(schedule.links),) if schedule.links else ()
    state = state_of_event(asked) or (_going_on(asked),)
    return listing(asked, (Strong(schedule.title), where, "."), notes=(*told, *state, *addresses))


def _help(asked: Asked, _found: Chosen) -> Answer:
    return help_answer(asked)


def help_answer(asked: Asked | None) -> Answer:
    """What can be asked, with three questions to try."""
    headline = "Ask me about the schedule in your own words: what is on, when, where, who speaks, or a name or a topic."
    examples = (
        "For example: “what’s next?”, “what’s on tomorrow afternoon?”, “when is lunch?”, “what comes after the panel?”, "
        "“anything about compilers?”, “how long until the keynote?”, “slides of …”."
    )
    return Answer((headline,), notes=((examples,),), choices=tries(asked), schedule=asked.schedule if asked else None)


SMALL_TALK = {
    Talk.GREETING: "Hello! I know the schedule. Try one of these:",
    Talk.THANKS: "You are welcome! If you like, try one of these:",
    Talk.FAREWELL: "See you! If anything else comes up, try one of these:",
}


def small_talk(talk: Talk | None, asked: Asked | None) -> Answer:
    """A kind word, and three things to try."""
    headline = SMALL_TALK[talk] if talk else "I am happy to help, but I did not understand that. Try one of these:"
    return Answer((headline,), choices=tries(asked), schedule=asked.schedule if asked else None)

