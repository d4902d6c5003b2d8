"""What is on: answers to "what", with a headline that fits how the sessions were chosen."""

from __future__ import annotations

from dataclasses import replace
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
    time_of,
)
from bot.questions.moments import Scope
from bot.questions.question import Aspect, Selection, Sort, Tense, When
from bot.questions.select import Chosen, chosen, next_of, pool_of
from bot.schedule.model import Session
from bot.wording import duration, joined, untold

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
            return (f"{what} {verb} left{_today(asked, found)}", *tail)
        case Tense.NOW_AND_NEXT:
            return ("On now and next",)
        case Tense.PAST:
            verb = "is" if number == 1 else "are"
            return (f"{what} {verb} over{_today(asked, found, ' so far today')}", *tail)
        case _:
            return (f"{'From the archive, ' if selection.archived else ''}{what}", *tail)


def _today(asked: Asked, found: Chosen, words: str = " today") -> str:
    """That what is left or over is so today: if anything is, nothing else was chosen."""
    return words if asked.is_today(found.sessions[0]) and not found.scope else ""


def _named(selection: Selection) -> Phrase:
    """By whom or about what: " about “reinforcement learning”"."""
    words = {Sort.TOPIC: " about", Sort.GROUP: " of", Sort.TITLE: " called"}
    told = {sort: joined((f"“{one.label}”" for one in selection.things if one.sort is sort), "or") for sort in words}
    things = "".join(f"{words[sort]} {labels}" for sort, labels in told.items() if labels)
    people = " and ".join(mention.label for mention in selection.people)
    return (f"{things}{f' with {people}' if people else ''}{_left_out(selection.without)}",)


def _left_out(selection: Selection | None) -> str:
    if selection is None:
        return ""
    named = (*((selection.kind.many,) if selection.kind else ()), *(one.label for one in selection.mentions))
    return f" without {joined(named)}"


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
    nothing_on = f"{_no(selection)} is on now."
    following = next_of(pool_of(selection, asked.entities), asked.present)
    if following:
        headline = (nothing_on, " ", *next_headline(asked, following))
        return listing(asked, headline, following, notes=state_of_event(asked), instead=True)
    return _all_over(asked, (nothing_on,))


def _all_over(asked: Asked, lead: Phrase) -> Answer:
    """That there is nothing, and that the event is over if it is, with its recordings."""
    state = tuple(part for phrase in state_of_event(asked) for part in (" ", *phrase))
    return listing(asked, (*lead, *state), choices=recordings(asked) if is_over(asked) else ())


def _nothing_at(asked: Asked, scope: Scope, moment: datetime) -> Answer:
    """Nothing at a moment; what comes next after it."""
    on_schedule = "the schedule " if scope.label[0] == "on " else ""
    lead = (f"Nothing is on {on_schedule}", *scope.label, ".")
    following = pool_of(asked.question.selection, asked.entities).next_starts(moment)
    if not following:
        return _all_over(asked, lead)
    return listing(asked, (*lead, " After that: ", *about(following[0], asked)), following[:1], instead=True)


def nothing(asked: Asked, found: Chosen) -> Answer:
    """That nothing fits, and what there is instead."""
    selection = asked.question.selection
    if found.scope and found.scope.at:
        return _nothing_at(asked, found.scope, found.scope.at)
    pool = pool_of(selection, asked.entities)
    for told in (selection, *selection.others):
        if not pool_of(told, asked.entities):
            kind = told.kind.one if told.kind else "session"
            return listing(asked, (f"No {kind}", *_named(told), " is on the schedule."))
    past = selection.when.tense is Tense.PAST and not found.scope
    if past and selection.is_named:
        meant = chosen(replace(selection, when=When()), asked.entities, asked.present).sessions or pool.sessions
        return listing(asked, ("Not yet: ", *about(meant[0], asked)), meant, instead=True)
    if past:
        return listing(asked, ("Nothing is over yet.",), notes=state_of_event(asked))
    if selection.pick and pool.sessions and not found.scope:
        verb = "is" if len(pool.sessions) == 1 else "are"
        return listing(asked, (f"There {verb} only {noun(selection, len(pool.sessions))}.",))
    tail = {Tense.NEXT: " comes next", Tense.LEFT: " is left"}.get(
        selection.when.tense or Tense.NOW, " is on the schedule"
    )
    headline = (f"{_no(selection)}{tail}", *_named(selection), *found.label, ".")
    return _all_over(asked, headline) if is_over(asked) else listing(asked, headline, notes=state_of_event(asked))


def _beside(asked: Asked, found: Chosen) -> Answer:
    """What comes before or after something, between two things, or at its time."""
    place = _place(asked, found.anchors)
    if any(anchor.start is None for anchor in found.anchors) and not found.sessions:
        unknown = ("Nobody can say what comes", *place, ": its time is not known.")
        return listing(asked, unknown, found.anchors, instead=True)
    if not found.sessions:
        return _nothing_beside(asked, found, place)
    if len(found.sessions) == 1:
        return listing(asked, (*_capital(place), ": ", *about(found.sessions[0], asked)), found.sessions)
    return listing(asked, (noun(asked.question.selection, len(found.sessions)), *place, ":"), found.sessions)


def _nothing_beside(asked: Asked, found: Chosen, place: Phrase) -> Answer:
    selection = asked.question.selection
    if selection.during and not selection.is_named:
        anchor = found.anchors[0]
        nothing_else = ("Nothing else is on", *place, ": it", *time_of(anchor, asked), ".")
        return listing(asked, nothing_else, found.anchors, instead=True)
    verb = "is on" if selection.during else "comes"
    return listing(asked, (f"{_no(selection)} {verb}", *place, "." if selection.during else " that day."))


def _no(selection: Selection) -> str:
    return f"No {selection.kind.one}" if selection.kind else "Nothing"


def _place(asked: Asked, anchors: tuple[Session, ...]) -> Phrase:
    titles = tuple(Strong(anchor.title) for anchor in anchors)
    if len(titles) > 1:
        return (" between ", titles[0], " and ", titles[1])
    selection = asked.question.selection
    return (" after " if selection.after else " during " if selection.during else " before ", titles[0])


def _capital(place: Phrase) -> Phrase:
    return (str(place[0]).strip().capitalize() + " ", *place[1:])
