"""Instants as attendees write them: a time of day, a day, in so many minutes, or when something is on."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.concierge.people import People
from bot.concierge.request import Request, found_in_words
from bot.questions.moments import MORNING, Present
from bot.schedule.model import Schedule
from bot.schedule.query import DAY, end_of

ENDING = re.compile(
    r"(?:(?:the )?end of|after) (?P<what>.+)|(?P<other>.+?) (?:is (?:over|done)|has ended|ends|finishes)", re.IGNORECASE
)
STARTING = re.compile(r" (?:starts|begins|is on)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Instants:
    """What words of time mean to whoever asks."""

    people: People
    request: Request

    def next(self, words: str) -> datetime | None:
        """The first to come that they mean; None where they mean none.

        A time of day is today's on the person's own clock, if it is to come, else on the event's, else tomorrow's on
        their own. A day alone means its midnight.
        """
        now, schedule = self.people.now(), self.people.schedule(self.request.schedule_id)
        if schedule is None:
            return None
        own = self.people.reader(self.request.user) or schedule.timezone
        for clock, near in ((own, now), (schedule.timezone, now), (own, now + DAY)):
            found = self._on(near.astimezone(clock).date(), words, schedule, clock, time())
            if ahead := [instant for instant in found if instant > now]:
                return min(ahead)
        return min((instant for instant in self._of_programme(words) if instant > now), default=None)

    def last_before(self, start: datetime, words: str, schedule: Schedule) -> datetime | None:
        """The last that they mean, on the person's own clock or the event's; None where none is to come.

        A day alone means its morning.
        """
        clocks = {self.people.reader(self.request.user) or schedule.timezone, schedule.timezone}
        found = tuple(
            instant
            for clock in clocks
            for near in (start, start - DAY)
            for instant in self._on(near.astimezone(clock).date(), words, schedule, clock, time(MORNING))
        )
        meant = found or self._of_programme(words)
        return max((instant for instant in meant if self.people.now() < instant <= start), default=None)

    def _on(self, day: date, words: str, schedule: Schedule, clock: ZoneInfo, begins: time) -> tuple[datetime, ...]:
        """On that day, where they tell none."""
        guide, present = self.people.programme.guide, Present(self.people.now(), clock)
        return guide.instants(words, schedule.id, present=present, day=day, begins=begins)

    def _of_programme(self, words: str) -> tuple[datetime, ...]:
        """When what they name begins, or ends where they say so."""
        ending = ENDING.fullmatch(words)
        named = (ending["what"] or ending["other"]) if ending else STARTING.sub("", words).removeprefix("at ")
        meant = found_in_words(self.people, named, self.request).meant
        found = (end_of(session) if ending else session.start for session in meant)
        return tuple(instant for instant in found if instant)
