"""What is on: answers to "what", with a headline that fits how the sessions were chosen."""

from __future__ import annotations

from datetime import datetime

from bot.phrases import Moment, Phrase, Strong
from bot.questions.answer import Answer, Choice
from bot.questions.compose import (
    Asked,
    about,
    is_over,
    listing,
    recordings,
    span_of,
    state_of_event,
)
from bot.questions.moments import Scope
from bot.questions.question import Aspect, Selection, Sort, Tense
from bot.questions.select import Chosen, next_of, pool_of
from bot.schedule.model import Session
from bot.wording import duration, untold

MOST_CHOICES = 5


def answer_what(asked: Asked, found: Chosen) -> Answer:
    """The sessions chosen, under a headline that says what they are."""
    selection = asked.question.selection
    if found.anchors:
        return _beside(asked, found)
    if selection.when.tense is Tense.NOW and not found.scope:
        return _now(asked, found)
    if not found.sessions:
        return nothing(asked, found)
    if selection.when.tense is Tense.NEXT:
        return listing(asked, next_headline(asked, found.sessions), found.sessions)
    if found.scope and found.scope.at and len(found.sessions) == 1:
        lead = str(found.scope.label[0]).capitalize()
        headline = (lead, *found.scope.label[1:], ": ", *_titled(found.sessions[0]), ".")
        return listing(asked, headline, found.sessions)
    if len(found.sessions) == 1 and asked.question.aspect is not Aspect.COUNT:
        return listing(asked, (*_yes(asked), *about(found.sessions[0], asked)), found.sessions, notes=_over(asked))
    if asked.question.aspect is not Aspect.COUNT and (choices := titles_to_choose(asked, found.sessions)):
        said = asked.question.selection.things[0].said
        return listing(asked, (f"“{said}” fits {len(found.sessions)} sessions:",), found.sessions, choices=choices)
    headline = (*_yes(asked), *counted(asked, found), ":")
    later: Phrase = (f"{found.on_other_days} more on other days.",) if found.on_other_days else ()
    return listing(asked, headline, found.sessions, notes=(*((later,) if later else ()), *_over(asked)))


def titles_to_choose(asked: Asked, sessions: tuple[Session, ...]) -> tuple[Choice, ...]:
    """A button for each of the few sessions that the words of a title fit equally well."""
    selection = asked.question.selection
    if len(selection.mentions) != 1 or selection.people or asked.question.about or selection.kind or selection.every:
        return ()
    titles = dict.fromkeys(session.title for session in sessions)
    if selection.things[0].sort is Sort.GROUP or not 1 < len(titles) <= MOST_CHOICES:
        return ()
    start, end = selection.things[0].span
    return tuple(Choice(one, f"{asked.text[:start]}{one}{asked.text[end:]}", asked.schedule.id) for one in titles)


def next_headline(asked: Asked, sessions: tuple[Session, ...]) -> Phrase:
    first = sessions[0]
    lead: Phrase = ("Next, in ", duration(first.start - asked.now), ": ") if first.start else ("Next: ",)
    if len(sessions) == 1:
        where = f", in {first.room}" if first.room else ""
        return (*lead, *_titled(first), ", ", *span_of(first, asked), where, ".")
    same = all(session.start == first.start for session in sessions)
    if same and first.start:
        return (
            *lead,
            f"{noun(asked.question.selection, len(sessions))} at ",
            Moment(first.start, with_day=not asked.is_today(first)),
            ".",
        )
    return (
        (*lead, f"{noun(asked.question.selection, len(sessions))}.")
        if same
        else (f"The next {noun(asked.question.selection, len(sessions))}:",)
    )


def noun(selection: Selection, number: int) -> str:
    """The number of sessions in the question's own terms: "3 keynotes"."""
    return selection.kind.counted(number) if selection.kind else f"{number} session{'' if number == 1 else 's'}"


def counted(asked: Asked, found: Chosen) -> Phrase:
    """How many sessions were chosen, and by what."""
    selection, number = asked.question.selection, len(found.sessions)
    what = noun(selection, number)
    tail = (*_named(selection), *found.label)
    match selection.when.tense:
        case Tense.LEFT:
            verb = "is" if number == 1 else "are"
            return (f"{what} {verb} left{' today' if _all_today(asked, found) else ''}", *tail)
        case Tense.NOW_AND_NEXT:
            return ("On now and next",)
        case Tense.PAST:
            verb = "is" if number == 1 else "are"
            return (f"{what} {verb} over{' so far today' if _all_today(asked, found) else ''}", *tail)
        case _:
            return (f"{'From the archive, ' if selection.archived else ''}{what}", *tail)


def _all_today(asked: Asked, found: Chosen) -> bool:
    """Whether what is left or over is so today: if anything is, nothing else was chosen."""
    return asked.is_today(found.sessions[0])


def _named(selection: Selection) -> Phrase:
    """By whom or about what: " about “reinforcement learning”"."""
    words = {Sort.TOPIC: " about", Sort.GROUP: " of", Sort.TITLE: " called"}
    things = "".join(f"{words[thing.sort]} “{thing.label}”" for thing in selection.things if thing.sort in words)
    people = " and ".join(mention.label for mention in selection.people)
    return (f"{things}{f' with {people}' if people else ''}",)


def _yes(asked: Asked) -> Phrase:
    return ("Yes: ",) if asked.question.aspect is Aspect.EXISTS else ()


def _titled(session: Session) -> Phrase:
    return (Strong(session.title), untold(session))


def _over(asked: Asked) -> tuple[Phrase, ...]:
    when = asked.question.selection.when
    return state_of_event(asked) if when.tense or (is_over(asked) and (when.day or when.part)) else ()


def _now(asked: Asked, found: Chosen) -> Answer:
    """What is running; in a gap, what comes next."""
    selection = asked.question.selection
    if len(found.sessions) == 1:
        session = found.sessions[0]
        since = "" if session.end else "since "
        return listing(
            asked, ("On now, ", since, *span_of(session, asked), ": ", *_titled(session), "."), found.sessions
        )
    if found.sessions:
        return listing(asked, (f"{noun(selection, len(found.sessions))} are on now:",), found.sessions)
    today = pool_of(selection, asked.entities).on(asked.entities.whole.day_of(asked.now))
    untimed = tuple(session for session in today if not session.start)
    if untimed:
        return listing(asked, ("Today, at a time that is not announced: ", *_titled(untimed[0]), "."), untimed)
    nothing_on = f"No {selection.kind.one} is on now." if selection.kind else "Nothing is on now."
    following = next_of(pool_of(selection, asked.entities), asked.present)
    if following:
        headline = (nothing_on, " ", *next_headline(asked, following))
        return listing(asked, headline, following, notes=state_of_event(asked))
    return _all_over(asked, (nothing_on,))


def _all_over(asked: Asked, lead: Phrase) -> Answer:
    """That there is nothing, and that the event is over if it is, with its recordings."""
    state = tuple(part for phrase in state_of_event(asked) for part in (" ", *phrase))
    return listing(asked, (*lead, *state), choices=recordings(asked) if is_over(asked) else ())


def _nothing_at(asked: Asked, scope: Scope, moment: datetime) -> Answer:
    """Nothing at a moment; what comes next after it."""
    lead = ("Nothing is on ", *scope.label, ".")
    following = pool_of(asked.question.selection, asked.entities).next_starts(moment)
    if not following:
        return _all_over(asked, lead)
    return listing(asked, (*lead, " After that: ", *about(following[0], asked)), following[:1])


def nothing(asked: Asked, found: Chosen) -> Answer:
    """That nothing fits, and what there is instead."""
    selection = asked.question.selection
    if found.scope and found.scope.at:
        return _nothing_at(asked, found.scope, found.scope.at)
    pool = pool_of(selection, asked.entities)
    if not pool:
        kind = selection.kind.one if selection.kind else "session"
        return listing(asked, (f"No {kind}", *_named(selection), " is on the schedule."))
    if selection.pick and pool.sessions and not found.scope:
        verb = "is" if len(pool.sessions) == 1 else "are"
        return listing(asked, (f"There {verb} only {noun(selection, len(pool.sessions))}.",))
    if selection.when.tense is Tense.PAST and selection.is_named:
        return listing(asked, ("Not yet: ", *about(pool.sessions[0], asked)), pool.sessions)
    if selection.when.tense is Tense.PAST:
        return listing(asked, ("Nothing is over yet.",), notes=state_of_event(asked))
    what = f"no {selection.kind.one}" if selection.kind else "nothing"
    tail = {Tense.NEXT: " comes next", Tense.LEFT: " is left"}.get(
        selection.when.tense or Tense.NOW, " is on the schedule"
    )
    headline = (f"{what.capitalize()}{tail}", *_named(selection), *found.label, ".")
    return _all_over(asked, headline) if is_over(asked) else listing(asked, headline, notes=state_of_event(asked))


def _beside(asked: Asked, found: Chosen) -> Answer:
    """What comes before or after something, or between two things."""
    kind = asked.question.selection.kind
    place = _place(asked, found.anchors)
    if any(anchor.start is None for anchor in found.anchors):
        return listing(asked, ("Nobody can say what comes", *place, ": its time is not known."), found.anchors)
    if not found.sessions:
        return listing(asked, (f"No {kind.one} comes" if kind else "Nothing comes", *place, " that day."))
    if len(found.sessions) == 1:
        return listing(asked, (*_capital(place), ": ", *about(found.sessions[0], asked)), found.sessions)
    return listing(asked, (noun(asked.question.selection, len(found.sessions)), *place, ":"), found.sessions)


def _place(asked: Asked, anchors: tuple[Session, ...]) -> Phrase:
    titles = tuple(Strong(anchor.title) for anchor in anchors)
    if len(titles) > 1:
        return (" between ", titles[0], " and ", titles[1])
    return (" after " if asked.question.selection.after else " before ", titles[0])


def _capital(place: Phrase) -> Phrase:
    return (str(place[0]).strip().capitalize() + " ", *place[1:])
