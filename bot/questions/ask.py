"""The front door: a question in words → an answer, from the schedule that is meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.phrases import Zones, plain
from bot.questions.answer import Answer, Choice
from bot.questions.aspects import answer_aspect, has_answer
from bot.questions.cancelled import cancelled_of, with_cancelled, without_word
from bot.questions.compose import PAGE, Asked, is_over
from bot.questions.entities import Entities
from bot.questions.event import event, help_answer, small_talk
from bot.questions.faq import Fit, best_fit
from bot.questions.moments import Present, Scope, instants_of, scope_of
from bot.questions.naming import named_schedules, without_name
from bot.questions.parse import understood
from bot.questions.persons import ambiguous, answer_person, asks_of_person, asks_who_chairs, chaired, nobody
from bot.questions.question import (
    Aspect,
    CalendarDay,
    Clock,
    Mention,
    Month,
    Question,
    Selection,
    Sort,
    Talk,
    Tense,
    When,
)
from bot.questions.select import Chosen, chosen
from bot.questions.tokens import LONGEST, MOST_READ, words_of
from bot.questions.vocabulary import EVERYDAY_NAMES
from bot.schedule.model import Schedule, Session
from bot.wording import joined


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text asks of one schedule, whenever it is asked, and whether it calls the schedule by its name."""

    text: str
    question: Question
    calls_it_by_name: bool


class Guide:
    """Answers questions about some schedules; made once, since it indexes them."""

    def __init__(self, schedules: tuple[Schedule, ...]) -> None:
        self.schedules = schedules
        self._entities = tuple(map(Entities, schedules))
        self._cancelled = {schedule.id: cancelled_of(schedule) for schedule in schedules}
        self._read = lru_cache(maxsize=MOST_READ)(read)
        self._named = lru_cache(maxsize=MOST_READ)(self._named_in)

    def ask(
        self,
        text: str,
        *,
        now: datetime,
        reader: ZoneInfo | None,
        preferred: str | None = None,
        skip: int = 0,
        page: int | None = PAGE,
    ) -> Answer:
        """The answer at `now`, for somebody in the zone `reader`; `preferred` is the id of the channel's schedule.

        `skip` is how many sessions were shown before, `page` how many are shown now (None: all that are left).
        Raises nothing, whatever the text.
        """
        text = text[:LONGEST]
        asked = tuple(self._asked(text, one, now, reader, skip, page) for one in self._meant(text, preferred, now))
        if not asked:
            return Answer(("No schedule is loaded yet.",))
        fit = best_fit(text, (faq for one in asked for faq in one.schedule.faq))
        if fit and fit.is_sure:
            return _told_by_organizers(fit, asked)
        found = self._from_schedules(text, asked)
        return _told_by_organizers(fit, asked) if fit and found.unanswered else found

    def moment(self, text: str, schedule_id: str, *, today: date, day: date, clock: time | None) -> datetime | None:
        """The instant that words mean, as in "5pm" or "tomorrow 9:30", on the event's clock; None where they are more.

        Without a word of the day it is on `day`; without a time of day at that `clock`, if there is one.
        """
        entities = next(one for one in self._entities if one.schedule.id == schedule_id)
        read = (self._read(f"{word} {text}", entities).question for word in ("on", "at"))
        when = next((when for question in read if (when := _only_instant(question, clock))), None)
        if when is None:
            return None
        zone = entities.schedule.timezone
        said = when if when.day else replace(when, day=CalendarDay(day.month, day.day, day.year))
        noon = datetime.combine(today if when.day else day, time(12), zone)
        scope = scope_of(said, entities.whole, Present(noon, zone))
        return scope.at if scope else None

    def instants(
        self, text: str, schedule_id: str, *, present: Present, day: date, begins: time
    ) -> tuple[datetime, ...]:
        """All that words may mean on the reader's clock, on that day where they tell none; none where they are more.

        A day alone means the time at which it `begins`.
        """
        entities = next(one for one in self._entities if one.schedule.id == schedule_id)
        read = (self._read(f"{word}{text[:LONGEST]}", entities).question for word in ("", "on ", "at "))
        told = (one.selection.when for one in read if _tells_time_alone(one))
        found = (instants_of(when, day, begins, present, entities.schedule.timezone) for when in told)
        return next(filter(None, found), ())

    def scope(self, text: str, schedule_id: str, *, now: datetime, reader: ZoneInfo | None) -> Scope | None:
        """The stretch of time, or the instant, that the words name; None where they tell nothing of time."""
        entities = next(one for one in self._entities if one.schedule.id == schedule_id)
        when = self._read(text[:LONGEST], entities).question.selection.when
        found = scope_of(when, entities.whole, Present(now, reader or entities.schedule.timezone))
        return found or (Scope(("now",), at=now) if when.tense is Tense.NOW else None)

    def called(self, text: str) -> Schedule | None:
        """The schedule that the words name, where they say nothing else."""
        for entities in self._named(text[:LONGEST], sure=False):
            told = self._read(text[:LONGEST], entities)
            if told.calls_it_by_name and _asks_nothing(told.question):
                return entities.schedule
        return None

    def mentioned(self, text: str, *, now: datetime, preferred: str | None = None) -> Mention | None:
        """Who or what the words name first, in the schedule that is meant, or else in any."""
        text = text[:LONGEST]
        looked_into = dict.fromkeys((*self._meant(text, preferred, now), *self._entities))
        named = (self._read(text, one).question.selection.mentions for one in looked_into)
        return next((mentions[0] for mentions in named if mentions), None)

    def _from_schedules(self, text: str, asked: tuple[Asked, ...]) -> Answer:
        if len(self.schedules) > 1 and any(one.question.aspect is Aspect.EVENTS for one in asked):
            return self._overview()
        if len(asked) == 1:
            found = self._from_others(answer(asked[0]), asked[0], text)
            gone = self._asked(text, self._cancelled[asked[0].schedule.id], asked[0].now, asked[0].present.reader)
            return with_cancelled(found, text, asked[0], gone)
        return _of_several(asked)

    def _overview(self) -> Answer:
        """Which schedules there are."""
        choices = tuple(_choice(schedule.title, schedule) for schedule in self.schedules)
        titles = joined(one.label for one in choices)
        return Answer((f"I know {len(choices)} schedules: {titles}.",), choices=choices)

    def _meant(self, text: str, preferred: str | None, now: datetime) -> tuple[Entities, ...]:
        """The schedules that may be meant: named by the question, preferred, on now, or else all."""
        chosen_ones = tuple(one for one in self._entities if one.schedule.id == preferred)
        named = self._named(text, sure=preferred is not None)
        return named or chosen_ones or current(self._entities, now) or self._entities

    def _named_in(self, text: str, *, sure: bool) -> tuple[Entities, ...]:
        return named_schedules(words_of(text), self._entities, sure=sure)

    def _asked(
        self,
        text: str,
        entities: Entities,
        now: datetime,
        reader: ZoneInfo | None,
        skip: int = 0,
        page: int | None = PAGE,
    ) -> Asked:
        told = self._read(text, entities)
        present = Present(now, reader or entities.schedule.timezone)
        return Asked(told.text, told.question, entities, present, max(0, skip), page, told.calls_it_by_name)

    def _from_others(self, found: Answer, asked: Asked, text: str) -> Answer:
        """The answer; where it is that nobody is called so, with the other schedules that know the name."""
        if not (asked.question.unknown_name or asked.question.unknown) or found.sessions:
            return found
        others = tuple(one for one in self._entities if one is not asked.entities)
        knowing = tuple(one for one in others if _fit(self._asked(text, one, asked.now, asked.present.reader)) > 0)
        choices = tuple(_choice(asked.text, one.schedule) for one in knowing)
        return found if not choices else _with_choices(found, choices)


def _only_instant(question: Question, clock: time | None) -> When | None:
    """When it asks about, if it asks of a time of day, or of a day at that clock, and of nothing else."""
    when = question.selection.when
    if isinstance(when.day, Month) or not _tells_time_alone(question):
        return None
    if when.at is None and when.day and clock:
        return replace(when, at=Clock(clock.hour, clock.minute, sure=True))
    return when if when.at else None


def _tells_time_alone(question: Question) -> bool:
    return not question.unknown and replace(question.selection, when=When()) == Selection() != question.selection


def _told_by_organizers(fit: Fit, asked: tuple[Asked, ...]) -> Answer:
    """The organizers' answer; where the question was put in other words, with the question that it is taken for."""
    taken = () if fit.is_sure else ((f"I took it to ask “{fit.question}”.",),)
    return Answer((fit.faq.answer,), notes=taken, schedule=asked[0].schedule if len(asked) == 1 else None)


def read(text: str, entities: Entities) -> Reading:
    words = words_of(without_word(text))
    rest = without_name(words, entities)
    return Reading(words.text, understood(rest, entities), len(rest.tokens) < len(words.tokens))


def answer(asked: Asked) -> Answer:
    """The answer of one schedule to what was understood."""
    question = asked.question
    if question.unknown_name or (question.unknown and not _is_clear(question)):
        return nobody(asked)
    if _asks_nothing(question):
        return event(asked) if asked.calls_it_by_name else small_talk(question.talk, asked)
    found = chosen(question.selection, asked.entities, asked.present)
    unsure = next((mention for mention in question.selection.people if _is_unsure(mention, question, found)), None)
    if unsure:
        return ambiguous(asked, unsure, found)
    if len(question.selection.people) == 1 and question.aspect is Aspect.CHAIR and not asks_who_chairs(asked):
        return chaired(asked, question.selection.people[0])
    if len(question.selection.people) == 1 and asks_of_person(asked) and not found.anchors:
        return answer_person(asked, question.selection.people[0], found)
    return answer_aspect(asked, found)


def _is_unsure(mention: Mention, question: Question, found: Chosen) -> bool:
    """Whether several are meant by a name, and what else is said does not tell which."""
    meant = {person.name for session in found.sessions for person in session.people}
    named = {person.name for person in mention.people}
    told = bool(question.selection.things) and len(named & meant) == 1
    return len(named) > 1 and not told


def current(entities: tuple[Entities, ...], now: datetime) -> tuple[Entities, ...]:
    """The events that are on; or the one that opens next."""
    timed = tuple((one, one.whole.opens, one.whole.closes) for one in entities)
    on = tuple(one for one, opens, closes in timed if opens and closes and opens <= now < closes)
    coming = min((opens for _, opens, _ in timed if opens and opens > now), default=None)
    return on or tuple(one for one, opens, _ in timed if coming and opens == coming)


def _of_several(asked: tuple[Asked, ...]) -> Answer:
    """The answer of the one schedule that the words fit best; or which of those that fit is meant."""
    question = asked[0].question
    if question.aspect is Aspect.HELP and question.selection.is_empty:
        return help_answer(None)
    if all(_asks_nothing(one.question) and not one.calls_it_by_name for one in asked):
        return small_talk(question.talk, None)
    fits = tuple(_fit(one) for one in asked)
    best = max(fits)
    fitting = tuple(one for one, fit in zip(asked, fits, strict=True) if fit == best)
    if len(fitting) == 1:
        return answer(fitting[0])
    if best == 0 and (question.unknown_name or question.unknown):
        return nobody(asked[0], anywhere=True)
    choices = tuple(_choice(one.text, one.schedule) for one in fitting)
    over = "Nothing is coming up: all of them are over. " if _asks_ahead(question) and all(map(is_over, asked)) else ""
    titles = joined((one.label for one in choices), "or")
    return Answer((f"{over}{len(choices)} schedules may be meant. Which one: {titles}?",), choices=choices)


def _asks_ahead(question: Question) -> bool:
    return question.selection.when.tense in {Tense.NOW, Tense.NEXT, Tense.NOW_AND_NEXT, Tense.LEFT}


def _fit(asked: Asked) -> int:
    """How well a question fits a schedule: not at all, in some spelling, or to the letter."""
    question = asked.question
    if question.unknown_name or (question.unknown and not _is_clear(question)):
        return 0
    found = chosen(question.selection, asked.entities, asked.present)
    if not (found.sessions or question.selection.people) or not has_answer(asked):
        return 0
    mentions = question.selection.mentions
    return 1 if question.misread or any(mention.corrected for mention in mentions) else 2 + bool(mentions)


def _asks_nothing(question: Question) -> bool:
    """Whether it is small talk alone; thanks "for the talk" ask for no talk."""
    selection = question.selection
    if question.aspect not in {None, Aspect.EXISTS} or question.unknown:
        return False
    polite = question.talk in {Talk.THANKS, Talk.FAREWELL}
    rest = replace(selection, kind=None, every=False, single=False) if polite else selection
    return rest.is_empty


def _is_clear(question: Question) -> bool:
    """Whether enough was understood to answer without the words that were not."""
    selection = question.selection
    people = tuple(mention for mention in selection.people if mention.said not in EVERYDAY_NAMES)
    named = people or selection.kind or any(thing.sort is not Sort.TOPIC for thing in selection.things)
    clear = question.aspect in {Aspect.ORGANIZERS, Aspect.HOSTS, Aspect.CHAIR, Aspect.CLOCK}
    return bool(named or selection.when.tense or selection.others or clear)


def _choice(text: str, schedule: Schedule) -> Choice:
    return Choice(schedule.title, text, schedule.id)


def _with_choices(found: Answer, choices: tuple[Choice, ...]) -> Answer:
    titles = ", ".join(choice.label for choice in choices)
    note = (f"Another schedule knows it: {titles}.",)
    return Answer(found.headline, (), (*found.notes, note), choices, found.schedule)


def as_json(answer: Answer, zones: Zones) -> dict[str, object]:
    """The answer as plain text and data; times in ISO 8601 with the event's offset, null where not known."""
    text = "\n".join(plain(line, zones) for line in answer.lines())
    return {"text": text, "sessions": [_session_json(session, zones.event) for session in answer.sessions]}


def _session_json(session: Session, zone: ZoneInfo) -> dict[str, object]:
    return {
        "id": session.id,
        "title": session.title,
        "start": _iso(session.start, zone),
        "end": _iso(session.end, zone),
        "date": _day(session.date),
        "room": session.room,
        "speakers": [person.name for person in session.speakers],
    }


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
