"""Answers about sessions that are more than a list: when, until when, how long, where, who, how many, links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.phrases import Hyperlink, Moment, Part, Phrase, Strong
from bot.questions.answer import Answer
from bot.questions.compose import (
    FEW,
    Asked,
    about,
    is_past,
    is_running,
    listing,
    span_of,
    state_of_event,
    time_of,
)
from bot.questions.event import ABOUT_EVENT, event, event_end, everybody, going_on, several, small_talk, unique
from bot.questions.programme import answer_what, nothing, noun, titles_to_choose
from bot.questions.question import Aspect, LinkWord
from bot.questions.select import Chosen
from bot.schedule.model import Link, Person, Session
from bot.schedule.query import NEVER, end_of
from bot.wording import duration, links

OF_ONE = {Aspect.WHERE, Aspect.END, Aspect.DURATION, Aspect.UNTIL}
"""What is asked of one session: where words fit several, it must be said which."""


def answer_aspect(asked: Asked, found: Chosen) -> Answer:
    """The answer to what is asked: of the event, or else of the sessions found."""
    of_event = ABOUT_EVENT.get(asked.question.aspect) if asked.question.aspect else None
    if of_event:
        return of_event(asked)
    if asked.question.aspect in OF_ONE and titles_to_choose(asked, found.sessions):
        return answer_what(asked, found)
    return OF_SESSIONS.get(asked.question.aspect, answer_what)(asked, found)


def _is_whole(asked: Asked, found: Chosen) -> bool:
    """Whether the question is about the event itself, for want of anything else named."""
    selection = asked.question.selection
    told = selection.is_named or selection.when.tense or selection.others or selection.pick
    return not (told or found.scope)


def _when(asked: Asked, found: Chosen) -> Answer:
    if not _is_whole(asked, found):
        return answer_what(asked, found)
    state = state_of_event(asked) or (going_on(asked),)
    return listing(asked, state[0])


def _start(asked: Asked, found: Chosen) -> Answer:
    if _is_day(asked, found):
        return answer_what(asked, replace(found, sessions=found.sessions[:1]))
    return _when(asked, found)


def _is_day(asked: Asked, found: Chosen) -> bool:
    """Whether the question is about a stretch of time as a whole."""
    selection = asked.question.selection
    return bool(found.scope and not (selection.is_named or selection.when.tense or selection.pick or selection.others))


def _end(asked: Asked, found: Chosen) -> Answer:
    if _is_whole(asked, found):
        return event_end(asked)
    if _is_day(asked, found) and found.sessions:
        found = replace(found, sessions=(max(found.sessions, key=lambda one: end_of(one) or NEVER),))
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
    return (
        Strong(session.title),
        verb,
        *left,
        "at ",
        Moment(session.end, with_day=not asked.is_today(session)),
        derived,
        ".",
    )


def _until(asked: Asked, found: Chosen) -> Answer:
    """How long until the first of the sessions that is still to start."""
    if _is_whole(asked, found):
        return event_end(asked) if not state_of_event(asked) else listing(asked, state_of_event(asked)[0])
    ahead = tuple(session for session in found.sessions if not is_past(session, asked))
    if not ahead:
        return answer_what(asked, found)
    return listing(asked, about(ahead[0], asked), ahead[:1])


def _duration(asked: Asked, found: Chosen) -> Answer:
    if _is_whole(asked, found):
        return listing(asked, going_on(asked))
    session = found.sessions[0] if found.sessions else None
    if session is None or session.start is None or session.end is None:
        return answer_what(asked, found)
    derived = "" if session.end_stated else " (until the next session starts)"
    length = duration(session.end - session.start)
    return listing(
        asked, (Strong(session.title), f" takes {length}{derived}: ", *span_of(session, asked), "."), found.sessions
    )


def _where(asked: Asked, found: Chosen) -> Answer:
    schedule = asked.schedule
    venue = f"The venue is {schedule.venue}." if schedule.venue else "The schedule names no venue."
    if not (found.sessions or _is_whole(asked, found)):
        return nothing(asked, found)
    if _is_whole(asked, found):
        online = tuple(link for link in schedule.links if link.kind == "livestream")
        stream: tuple[Phrase, ...] = (("Live stream: ", *links(online)),) if online else ()
        return listing(asked, (venue,), notes=stream)
    session = next((one for one in found.sessions if not is_past(one, asked)), found.sessions[0])
    if session.room is None:
        return listing(asked, ("No room is announced for ", Strong(session.title), f". {venue}"), found.sessions)
    return listing(
        asked, (Strong(session.title), f": {session.room}.", " It", *time_of(session, asked), "."), found.sessions
    )


def _who(asked: Asked, found: Chosen) -> Answer:
    """Who speaks in the sessions found; of the whole event, everybody."""
    if _is_whole(asked, found):
        return everybody(asked) if _asks_speakers(asked) else small_talk(None, asked)
    if not found.sessions or found.anchors or asked.question.selection.people:
        return answer_what(asked, found)
    spoken = tuple(session for session in found.sessions if _speakers(session))
    speaking = _speaking(found)
    if not speaking:
        return listing(asked, ("No speaker is named for ", *_titles(found.sessions), "."), found.sessions)
    if len(spoken) == 1:
        return listing(
            asked, (f"{several(speaking)}: ", *_titles(spoken), ", ", *span_of(spoken[0], asked), "."), spoken
        )
    headline = (f"{several(speaking)} – {noun(asked.question.selection, len(spoken))}", *found.label, ":")
    return listing(asked, headline, spoken)


def _speakers(session: Session) -> tuple[Person, ...]:
    return (*session.speakers, *(person for talk in session.talks for person in talk.speakers))


def _titles(sessions: tuple[Session, ...]) -> Phrase:
    return (Strong(sessions[0].title),) if len(sessions) == 1 else (f"these {len(sessions)} sessions",)


def _chair(asked: Asked, found: Chosen) -> Answer:
    sessions = asked.entities.whole.sessions if _is_whole(asked, found) else found.sessions
    chaired = tuple(session for session in sessions if session.chairs)
    chairs = unique(person for session in chaired for person in session.chairs)
    if not chairs:
        what: Phrase = ("The schedule names no chair", *((" for ", *_titles(sessions)) if sessions else ()), ".")
        return listing(asked, what, found.sessions if not _is_whole(asked, found) else ())
    sections = tuple(dict.fromkeys(session.section or session.title for session in chaired))
    if len(chairs) == 1:
        return listing(asked, (f"{several(chairs)} chairs {', '.join(sections)}.",), chaired)
    return listing(asked, (f"The chairs are {several(chairs)}:",), chaired)


def _abstract(asked: Asked, found: Chosen) -> Answer:
    if _is_whole(asked, found):
        return event(asked)
    if len(found.sessions) != 1 or found.sessions[0].abstract:
        return answer_what(asked, found)
    session = found.sessions[0]
    return listing(asked, about(session, asked), found.sessions, notes=(("The schedule has no abstract of it.",),))


def _count(asked: Asked, found: Chosen) -> Answer:
    if _is_whole(asked, found) and _asks_speakers(asked):
        return everybody(asked)
    if not found.sessions:
        return nothing(asked, found)
    people = _speaking(found) if _counts_people(asked) else ()
    if not people:
        return answer_what(asked, found)
    noun_of_people = "person" if len(people) == 1 else "people"
    return listing(asked, (f"{len(people)} {noun_of_people}: {several(people)}.",), found.sessions)


def _speaking(found: Chosen) -> tuple[Person, ...]:
    return unique(person for session in found.sessions for person in _speakers(session))


def _counts_people(asked: Asked) -> bool:
    """Whether "how many" stands before people: how many talks somebody gives is another question."""
    return bool(re.search(r"how many (\w+ )?(people|speak|present|panel)", asked.text, re.IGNORECASE))


def _asks_speakers(asked: Asked) -> bool:
    """Whether the speakers are meant, rather than who made the bot."""
    text = asked.text.lower()
    return asked.question.speaking or any(word in text for word in ("speak", "people", "present", "panelist", "names"))


def _link(asked: Asked, found: Chosen) -> Answer:
    """The links of the kind asked for: of the sessions named, or of the event and of all sessions that have any."""
    word = asked.question.link or LinkWord((), "links")
    if _is_whole(asked, found):
        return _links_of_event(asked, word)
    having = tuple(session for session in found.sessions if _fitting(_all_links(session), word))
    if not found.sessions:
        return nothing(asked, found)
    return _links_of(asked, having, word) if having else _without_link(asked, found.sessions, word)


def _links_of_event(asked: Asked, word: LinkWord) -> Answer:
    if own := _fitting(asked.schedule.links, word):
        return listing(asked, _linked(asked.schedule.title, own, word))
    having = tuple(asked.entities.entries[number] for number in _entries_with(asked, word))
    return _links_of(asked, having, word) if having else listing(asked, (f"The schedule gives no {word.name}.",))


def _links_of(asked: Asked, having: tuple[Session, ...], word: LinkWord) -> Answer:
    if len(having) == 1:
        return listing(asked, _linked(having[0].title, _fitting(_all_links(having[0]), word), word), having)
    told = tuple((Strong(one.title), ": ", *links(_fitting(_all_links(one), word))) for one in asked.page_of(having))
    return listing(
        asked, (f"{len(having)} sessions with {word.name}:",), having, notes=told if len(having) > FEW else ()
    )


def _linked(title: str, found: tuple[Link, ...], word: LinkWord) -> Phrase:
    what = f"{word.name.capitalize()} of {title}"
    return (Hyperlink(what, found[0].url),) if len(found) == 1 else (f"{what}: ", *links(found))


def _all_links(session: Session) -> tuple[Link, ...]:
    return (*session.links, *(link for talk in session.talks for link in talk.links))


def has_answer(asked: Asked) -> bool:
    """Whether the schedule has what is asked of all its sessions: links of a kind, organizers, hosts."""
    word = asked.question.link
    if asked.question.aspect is Aspect.LINK and word:
        return bool(_fitting(asked.schedule.links, word) or _entries_with(asked, word))
    people = {Aspect.ORGANIZERS: asked.schedule.organizers, Aspect.HOSTS: asked.schedule.hosts}
    return bool(people.get(asked.question.aspect, True)) if asked.question.aspect else True


def _entries_with(asked: Asked, word: LinkWord) -> list[int]:
    """The numbers of the entries that have such a link, in order."""
    linked = asked.entities.linked
    return sorted({number for kind in word.kinds or linked for number in linked.get(kind, ())})


def _fitting(found: tuple[Link, ...], word: LinkWord) -> tuple[Link, ...]:
    return tuple(link for link in found if not word.kinds or link.kind in word.kinds)


def _without_link(asked: Asked, sessions: tuple[Session, ...], word: LinkWord) -> Answer:
    if len(sessions) > 1:
        return listing(asked, (f"The schedule gives no {word.name} of these {len(sessions)} sessions:",), sessions)
    other = _all_links(sessions[0])
    more: tuple[Part, ...] = (" It has: ", *links(other)) if other else ()
    return listing(asked, (f"The schedule gives no {word.name} of ", Strong(sessions[0].title), ".", *more), sessions)


OF_SESSIONS: dict[Aspect | None, Callable[[Asked, Chosen], Answer]] = {
    Aspect.WHEN: _when,
    Aspect.START: _start,
    Aspect.END: _end,
    Aspect.UNTIL: _until,
    Aspect.DURATION: _duration,
    Aspect.WHERE: _where,
    Aspect.WHO: _who,
    Aspect.CHAIR: _chair,
    Aspect.ABSTRACT: _abstract,
    Aspect.COUNT: _count,
    Aspect.LINK: _link,
}
"""What is asked of sessions, other than which they are."""
