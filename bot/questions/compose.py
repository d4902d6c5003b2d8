"""Parts that all answers share: sentences about a session's time, pages of sessions, and what is said after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.phrases import Moment, Phrase, Span, Strong, day_name
from bot.questions.answer import Answer, Choice
from bot.questions.entities import Entities
from bot.questions.moments import Present
from bot.questions.question import Question
from bot.schedule.model import Kind, Schedule, Session
from bot.schedule.query import end_of
from bot.wording import duration, untold

PAGE = 25
"""So many sessions are shown in one message of Slack; a terminal shows them all."""

FEW = 2
"""So many sessions are shown with all that is known of them."""

TRY = ("What's next?", "Who is speaking today?")
TRY_OF_KIND = {
    Kind.KEYNOTE: "When is the keynote?",
    Kind.PANEL: "When is the panel?",
    Kind.POSTERS: "When are the posters?",
    Kind.LUNCH: "When is lunch?",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to one schedule: its text, what was understood, when it is asked, and whether it names it."""

    text: str
    question: Question
    entities: Entities
    present: Present
    skip: int = 0
    page: int | None = PAGE
    calls_it_by_name: bool = False

    @property
    def schedule(self) -> Schedule:
        return self.entities.schedule

    @property
    def now(self) -> datetime:
        return self.present.now

    def page_of(self, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
        return sessions[self.skip :][: self.page]

    def is_today(self, session: Session) -> bool:
        return session.date == self.entities.whole.day_of(self.now)


def span_of(session: Session, asked: Asked) -> Phrase:
    """When it is: its span, with the day unless that is today; in words where it has no time."""
    if session.start:
        return (Span(session.start, session.end, with_day=not asked.is_today(session)),)
    return (f"{day_name(session.date)}, time not announced",) if session.date else ("in the archive, without a date",)


def at_span(session: Session, asked: Asked) -> Phrase:
    """When it is, as the end of a sentence: "at 14:25–15:15", "on Sat 12 Dec 2020, 14:25–15:15"."""
    if session.is_archived:
        return span_of(session, asked)
    return ("at " if session.start and asked.is_today(session) else "on ", *span_of(session, asked))


def is_past(session: Session, asked: Asked) -> bool:
    end = end_of(session)
    if end:
        return end <= asked.now
    return session.date is None or session.date < asked.entities.whole.day_of(asked.now)


def is_running(session: Session, asked: Asked) -> bool:
    end = end_of(session)
    return bool(session.start and end and session.start <= asked.now < end)


def time_of(session: Session, asked: Asked) -> Phrase:
    """A predicate about its time: "is on now, 14:25–15:15", "starts in 5 min, 14:25–15:15", "was …"."""
    when = at_span(session, asked)
    if is_running(session, asked):
        return (" is on now, ", *span_of(session, asked))
    if session.is_archived:
        return (" is from the archive: it has no date",)
    if is_past(session, asked):
        return (" was ", *when)
    return (" starts in ", duration(session.start - asked.now), ", ", *when) if session.start else (" is ", *when)


def about(session: Session, asked: Asked) -> Phrase:
    """One session in one sentence: what, who, when, where."""
    where = f", in {session.room}" if session.room else ""
    return (Strong(session.title), untold(session), *time_of(session, asked), where, ".")


def listing(
    asked: Asked,
    headline: Phrase,
    sessions: tuple[Session, ...] = (),
    *,
    notes: tuple[Phrase, ...] = (),
    choices: tuple[Choice, ...] = (),
    instead: bool = False,
) -> Answer:
    """The answer with its page of the sessions, and with all that must be said beside it."""
    page, doubts = asked.page_of(sessions), reading_notes(asked.question)
    more = max(0, len(sessions) - asked.skip - len(page))
    label = f"Show {min(more, len(page))} more"
    further = (Choice(label, asked.text, asked.schedule.id, asked.skip + len(page)),) if more else ()
    return Answer(
        _closed(headline),
        page,
        (*notes, *_notes_on(page, asked), *doubts),
        (*further, *choices),
        asked.schedule,
        detailed=len(sessions) <= FEW,
        with_day=not all(asked.is_today(session) for session in page),
        skip=asked.skip,
        more=more,
        unanswered=bool(asked.question.unknown),
        ahead=next((session for session in sessions if len(sessions) == 1 and not is_past(session, asked)), None),
        instead=instead,
        doubts=doubts,
    )


def _closed(headline: Phrase) -> Phrase:
    """The headline without its full stop where a title already ends the sentence: "Who Asks?"."""
    before = headline[-2] if len(headline) > 1 and headline[-1] == "." else ""
    text = before.text if isinstance(before, Strong) else before if isinstance(before, str) else ""
    if len(headline) == 1 and isinstance(headline[0], str):
        return (headline[0].replace("?.", "?"),)
    return headline[:-1] if text.endswith(("?", "!", ".")) else headline


def with_notes(answer: Answer, *notes: Phrase) -> Answer:
    return replace(answer, notes=(*answer.notes, *notes))


def reading_notes(question: Question) -> tuple[Phrase, ...]:
    """What was put for what was typed, and what was not understood."""
    selection = question.selection
    inner = tuple(mention for other in selection.others for mention in other.mentions)
    return (
        *(_found(mention.said, mention.label) for mention in (*selection.mentions, *inner) if mention.corrected),
        *((f"I read “{typed}” as “{read}”.",) for typed, read in question.misread),
        *((f"I found nothing for “{said}”.",) for said in question.missing if not question.unknown_name),
        *(
            (f"I did not understand “{word}”, and left it out.",)
            for word in question.unknown
            if not question.unknown_name
        ),
    )


def _found(said: str, label: str) -> Phrase:
    return (
        (f"I looked for “{said}” and found {label}.",)
        if label != said
        else (f"No name is spelt “{said}”; these are near.",)
    )


def _notes_on(page: tuple[Session, ...], asked: Asked) -> tuple[Phrase, ...]:
    """What the lines of sessions do not tell: an end that nobody announced, a time that is the holder's."""
    endless = any(is_running(session, asked) and session.end is None for session in page)
    borrowed = any(session.id in asked.entities.untimed_talks and session.start for session in page)
    return (
        *((("No end is announced for what is on now.",),) if endless else ()),
        *(
            (("A talk without a time of its own is shown with the time of the session that holds it.",),)
            if borrowed
            else ()
        ),
    )


def state_of_event(asked: Asked) -> tuple[Phrase, ...]:
    """That the event is over, or how long until it opens; nothing while it goes on."""
    opens, closes = asked.entities.whole.opens, asked.entities.whole.closes
    if closes and closes <= asked.now:
        return ((f"{asked.schedule.title} is over: ", *ending(asked, past=True), "."),)
    if opens and opens > asked.now:
        return ((f"{asked.schedule.title} opens in {duration(opens - asked.now)}, ", *opening(asked), "."),)
    return ()


def is_over(asked: Asked) -> bool:
    closes = asked.entities.whole.closes
    return closes is None or closes <= asked.now


def ending(asked: Asked, *, past: bool) -> Phrase:
    """When the event ends or ended; where nobody says when, the start of its last session, or its last day."""
    last = asked.entities.whole.last
    if last is None or last.start is None:
        day = asked.entities.whole.days[-1:]
        return (f"{'it ended' if past else 'it ends'} on {day_name(day[0])}",) if day else ("it has no dates",)
    if last.end is None:
        verb = "began" if past else "begins"
        return (f"its last session {verb} ", Moment(last.start, with_day=True), ", and no end is announced")
    return ("it ended " if past else "it ends ", Moment(last.end, with_day=True))


def opening(asked: Asked) -> Phrase:
    """When the event opens: its first day alone where that has no times."""
    whole = asked.entities.whole
    timed = tuple(one for one in whole.on(whole.days[0]) if one.start)
    return (Moment(whole.opens, with_day=True),) if timed and whole.opens else (f"on {day_name(whole.days[0])}",)


def recordings(asked: Asked) -> tuple[Choice, ...]:
    """A button for the recordings, if there are any."""
    recorded = asked.entities.linked.keys() & {"recording", "video"}
    return (Choice("Recordings", "recordings", asked.schedule.id),) if recorded else ()


def tries(asked: Asked | None) -> tuple[Choice, ...]:
    """Three things to ask, the last of what the schedule has."""
    if asked is None:
        return tuple(Choice(question, question) for question in (*TRY, "Which workshops do you know?"))
    fitting = (question for kind, question in TRY_OF_KIND.items() if kind in asked.entities.kinds)
    third = next(fitting, "Who organizes it?")
    return tuple(Choice(question, question, asked.schedule.id) for question in (*TRY, third))
