"""Instants as attendees write them: a time of day, a day, in so many minutes, or when something is on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.concierge.people import People
from bot.concierge.request import Request, found_in_words
from bot.questions.moments import MORNING, Present
from bot.schedule.model import Schedule
from bot.schedule.query import end_of

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
        """The first to come that they mean, on the person's own clock; None where they mean none."""
        now, schedule = self.people.now(), self.people.schedule(self.request.schedule_id)
        if schedule is None:
            return None
        clock = self.people.reader(self.request.user) or schedule.timezone
        found = self._meant(words, schedule, (clock,), now, ahead=True)
        return min((instant for instant in found if instant > now), default=None)

    def last_before(self, start: datetime, words: str, schedule: Schedule) -> datetime | None:
        """The last that they mean, on the person's own clock or the event's; None where none is to come."""
        own = self.people.reader(self.request.user)
        clocks = dict.fromkeys(clock for clock in (own, schedule.timezone) if clock)
        found = self._meant(words, schedule, clocks, start, ahead=False)
        return max((instant for instant in found if self.people.now() < instant <= start), default=None)

    def _meant(
        self, words: str, schedule: Schedule, clocks: Iterable[ZoneInfo], near: datetime, *, ahead: bool
    ) -> tuple[datetime, ...]:
        """On the day of the instant that it is near, and on the one after it or before it, where they tell no day.

        Of a day alone: its midnight, or its morning where something else is ahead.
        """
        guide, begins = self.people.programme.guide, time(0 if ahead else MORNING)
        told: tuple[datetime, ...] = ()
        for clock in clocks:
            day = near.astimezone(clock).date()
            days = (day, day + timedelta(days=1 if ahead else -1))
            present = Present(self.people.now(), clock)
            told = (*told, *guide.instants(words, schedule.id, present=present, days=days, begins=begins))
        return told or self._of_programme(words)

    def _of_programme(self, words: str) -> tuple[datetime, ...]:
        """When what they name begins, or ends where they say so."""
        ending = ENDING.fullmatch(words)
        named = (ending["what"] or ending["other"]) if ending else STARTING.sub("", words).removeprefix("at ")
        meant = found_in_words(self.people, named, self.request).meant
        found = (end_of(session) if ending else session.start for session in meant)
        return tuple(instant for instant in found if instant)
