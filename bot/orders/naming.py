"""What an order names: sessions, rooms, people and moments of the schedules in use, or in words why none. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.errors import OrderError
from bot.orders.amounts import DAY
from bot.questions.ask import Guide
from bot.schedule.model import Person, Schedule, Session
from bot.schedule.names import fold
from bot.schedule.query import end_of, entries
from bot.wording import joined

MOST_NAMED = 6
SEVERAL = re.compile(r"(?:everything|all|both|every|each|the rest|the remaining)\b", re.IGNORECASE)
STRETCH = re.compile(
    rf"(?:the |this |all |all of |whole )*(?:{DAY}|(?:first|second|third|next|last) day|day (?:\d|one|two|three))?"
    r"(?:'s )?(?: ?(?:morning|afternoon|evening|programme|program|schedule|sessions|talks))?",
    re.IGNORECASE,
)
BARE_HOUR = re.compile(r"[1-7](?:[:.]\d\d)?")
HALF_A_DAY = timedelta(hours=12)
SEAM = re.compile(r",? and |, | & ", re.IGNORECASE)

Named = tuple[tuple[Session, ...], Schedule]


@dataclass(frozen=True, slots=True)
class Naming:
    """`preferred` is the schedule of the conversation, `now` when something is named.

    `pins` keeps which sessions words were found to name, so that they name them again in another state of the schedule.
    """

    guide: Guide
    preferred: Schedule
    now: datetime
    pins: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def session(self, what: str, near: date | None = None) -> tuple[Session, Schedule]:
        """The one session that is meant: of several the only one that is not over, or the only one of those today.

        But of a day that it is `near`, the only one of that day.
        """
        meant, schedule = self.named(what)
        ahead = tuple(session for session in meant if not self.is_over(session))
        there, today = (
            tuple(session for session in ahead if session.date == day)
            for day in (near, schedule.local(self.now).date())
        )
        only = next((some for some in (there, meant, ahead, today) if len(some) == 1), ())
        if not only:
            raise OrderError(f"“{what}” may be {listed(meant, schedule)}; say which one.")
        self.pins[what] = (only[0].id,)
        return only[0], schedule

    def timed(self, what: str, near: date | None = None) -> tuple[Session, Schedule]:
        session, schedule = self.session(what, near)
        if session.start is None:
            raise OrderError(f"“{session.title}” has no time yet; move it to one first.")
        return session, schedule

    def sessions(self, what: str) -> Named:
        """All that are meant: the one, those that are listed, or all of something that are not over."""
        if each := self._listed(what):
            return each
        if is_several(what):
            meant, schedule = self.named(what)
            return self._ahead(meant, schedule, what), schedule
        session, schedule = self.session(what)
        return (session,), schedule

    def _ahead(self, meant: tuple[Session, ...], schedule: Schedule, what: str) -> tuple[Session, ...]:
        """Those that are not over; talks of a session that is among them go along."""
        ahead = tuple(session for session in meant if not self.is_over(session))
        ids = {session.id for session in ahead}
        held = {talk.id for talk, holder in entries(schedule) if holder and holder.id in ids}
        if not ahead:
            raise OrderError(f"Of “{what}” nothing is still to come.")
        return tuple(session for session in ahead if session.id not in held)

    def _listed(self, what: str) -> Named | None:
        """As in "lunch, the panel and the keynote"; None where that is a title, or one of them is not clear."""
        parts = SEAM.split(what)
        if len(parts) == 1 or self._titled(what):
            return None
        try:
            found = [self.session(part) for part in parts]
        except OrderError:
            return None
        schedules = {schedule.id: schedule for _, schedule in found}
        each = {session.id: session for session, _ in found}
        return (tuple(each.values()), found[0][1]) if len(schedules) == 1 else None

    def stretch(self, what: str) -> tuple[Session, ...]:
        """The sessions of a day, a part of it or the rest of it; none where the words name something else."""
        room = self.room_in(what)
        plain = re.sub(rf"(?i)(?:\b(?:in|at) )?\b{re.escape(room)}\b", "", what).strip(" ,") if room else what
        if not is_several(plain):
            return ()
        meant, schedule = self.named(what)
        return tuple(session for session in meant if session.start) if schedule.id == self.preferred.id else ()

    def pair(self, what: str) -> tuple[tuple[Session, Schedule], tuple[Session, Schedule]]:
        """The two timed sessions that are named together."""
        meant, schedule = self.named(what)
        timed = tuple(session for session in meant if session.start)
        if len(timed) != 2:  # noqa: PLR2004 - the two that swap
            raise OrderError(f"“{what}” does not name two sessions; say which one swaps with which.")
        self.pins[what] = (timed[0].id, timed[1].id)
        return (timed[0], schedule), (timed[1], schedule)

    def named(self, what: str) -> Named:
        """The sessions that the words named before, or of that id, else of just that title, else those they mean."""
        if what in self.pins:
            return self._named_before(what), self.preferred
        if exact := self._titled(what):
            return exact, self.preferred
        answer = self.guide.ask(what, now=self.now, reader=None, preferred=self.preferred.id, page=None)
        if not answer.sessions or answer.schedule is None:
            raise self._unknown(what)
        return answer.sessions, answer.schedule

    def _named_before(self, what: str) -> tuple[Session, ...]:
        known = {session.id: session for session, _ in entries(self.preferred)}
        found = tuple(known[name] for name in self.pins[what] if name in known)
        if len(found) < len(self.pins[what]):
            raise self._unknown(what)
        return found

    def _unknown(self, what: str) -> OrderError:
        try:
            off = self.of_cancelled().session(what)[0] if self.preferred.cancelled else None
        except OrderError:
            off = None
        if off:
            return OrderError(
                f"“{off.title}” is cancelled; write “bring back {off.title}” if it takes place after all."
            )
        return OrderError(f"I do not know which session “{what}” is; name it as the programme does.")

    def _titled(self, what: str) -> tuple[Session, ...]:
        known = {session.id: session for session, _ in entries(self.preferred)}
        said = _bare(what)
        titled = tuple(session for session in known.values() if _bare(session.title) == said)
        return (known[what],) if what in known else titled

    def of_cancelled(self) -> Naming:
        """What the words name among the sessions that do not take place."""
        off = replace(self.preferred, sessions=self.preferred.cancelled, cancelled=())
        return Naming(Guide((off,)), off, self.now, self.pins)

    def room(self, words: str) -> str | None:
        """The room that is called so."""
        rooms = {fold(session.room): session.room for session in self.preferred.entries() if session.room}
        said = _bare(words)
        return rooms.get(said) or rooms.get(f"room {said}") or rooms.get(said.removeprefix("room "))

    def rooms(self, words: str) -> tuple[str, ...]:
        """The rooms that are listed; none where one of them is no room."""
        found = tuple(self.room(part) for part in SEAM.split(words))
        return tuple(room for room in found if room) if all(found) else ()

    def room_in(self, words: str) -> str | None:
        """The room that is named among other words, the longest name that fits."""
        said = f" {fold(words)} "
        rooms = {room for session in self.preferred.entries() if (room := session.room) and f" {fold(room)} " in said}
        return max(rooms, key=len, default=None)

    def spoken_by(self, speaker: str) -> tuple[Person, tuple[Session, ...]]:
        """The one person of that name, and all that is not over in which they speak or that they chair."""
        said = frozenset(fold(speaker).split())
        named = [person for person in self.preferred.people if said and said <= frozenset(fold(person.name).split())]
        names = {person.name for person in named}
        ahead = [one for one, _ in entries(self.preferred) if not self.is_over(one)]
        spoken = tuple(one for one in ahead if names & {person.name for person in (*one.speakers, *one.chairs)})
        theirs = (person for one in spoken for person in (*one.speakers, *one.chairs))
        gone = {person.name: person for person in theirs if person.name in names}
        if len(gone) != 1:
            known = f"may be {joined(gone, 'or')}; name one in full" if gone else "speaks in nothing that is to come"
            raise OrderError(f"“{speaker}” {known}.")
        return next(iter(gone.values())), spoken

    def person(self, name: str) -> Person:
        """Whoever is called so, known or not."""
        return next((person for person in self.preferred.people if fold(person.name) == fold(name)), Person(name))

    def clock(self, said: str | datetime, schedule: Schedule, day: date) -> datetime:
        moment = self.moment(said, schedule, day)
        if moment is None:
            raise OrderError(f"“{said}” is not a time; write it as in 12:30 or 2pm.")
        return moment

    def moment(self, said: str | datetime, schedule: Schedule, day: date, clock: time | None = None) -> datetime | None:
        if isinstance(said, datetime):
            return said.replace(tzinfo=schedule.timezone).astimezone(UTC)
        today = schedule.local(self.now).date()
        found = self.guide.moment(said, schedule.id, today=today, day=day, clock=clock)
        return found + HALF_A_DAY if found and _is_of_afternoon(said, found, schedule) else found

    def day(self, schedule: Schedule) -> date:
        """Today, if it is a day of the event, else the event's next day or its last."""
        today = schedule.local(self.now).date()
        ahead = (day for day in schedule.dates() if day >= today)
        return next(ahead, schedule.dates()[-1] if schedule.dates() else today)

    def is_over(self, session: Session) -> bool:
        end = end_of(session)
        return end is not None and end <= self.now


def is_several(what: str) -> bool:
    """Whether the words name all of something: a day, a part of it, “everything in Hall B”."""
    return bool(what and (SEVERAL.match(what) or STRETCH.fullmatch(what)))


def _is_of_afternoon(said: str, found: datetime, schedule: Schedule) -> bool:
    """Whether a bare "5" means 17:00: it is before all that is on that day."""
    day = schedule.local(found).date()
    starts = (session.start for session in schedule.sessions if session.start and session.date == day)
    return bool(BARE_HOUR.fullmatch(said.strip())) and found < min(starts, default=found + HALF_A_DAY)


def listed(sessions: tuple[Session, ...], schedule: Schedule) -> str:
    """The sessions as "“A” (10:00) or “B” (15:00)"."""
    named = [f"“{session.title}”{_at(session, schedule)}" for session in sessions[:MOST_NAMED]]
    more = [f"{len(sessions) - MOST_NAMED} more"] if len(sessions) > MOST_NAMED else []
    return joined([*named, *more], "or")


def _at(session: Session, schedule: Schedule) -> str:
    day = "%a " if len(schedule.dates()) > 1 else ""
    return f" ({schedule.local(session.start):{day}%H:%M})" if session.start else ""


def _bare(text: str) -> str:
    return fold(text).removeprefix("the ")
