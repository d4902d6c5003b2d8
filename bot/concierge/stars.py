"""What attendees star, by a button or in words that the guide looks up, and their agenda."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.agenda.agenda import Agenda
from bot.agenda.attendee import LONGEST_LEAD, Attendee, Ref, Star
from bot.commands.command import Reminding, ShowAgenda, ShowFree, ShowNext, Starring, TakeBack
from bot.commands.reminders import at_a_time
from bot.concierge.instants import Instants
from bot.concierge.people import People
from bot.concierge.request import Request, found_in_words, is_title, mentioned, parts_of, which_is_meant
from bot.phrases import Moment, Phrase, Strong
from bot.questions.answer import Answer
from bot.questions.prompts import in_focus
from bot.questions.question import Sort
from bot.schedule.model import Schedule, Session
from bot.schedule.names import fold
from bot.schedule.query import end_of
from bot.slack.agenda import (
    TOO_EARLY,
    agenda_message,
    free_at_message,
    free_line,
    message,
    next_message,
    not_starred_message,
    starred_message,
    unstarred_message,
)
from bot.slack.render import SlackMessage, private_answer

WHICH = "Which sessions? Write for example “star the keynotes”, “star Jeff Dean” or “star the talk after lunch”."
ALL_OF_IT = frozenset(("all", "everything", "all of it", "all of them", "them all", "all stars", "all my stars"))
ALL_OVER = "All that was on your agenda is over."
NONE_OF_THAT = "None of that is on your agenda."
MINUTE = timedelta(minutes=1)
RECENT = timedelta(hours=1)
"""What is older is not what somebody means by “undo”."""
NOTHING_TO_TAKE_BACK = (
    "There is nothing to take back: within the last hour you have starred nothing and taken nothing off your agenda. "
    "“unstar lunch” takes something off it, “my agenda” shows all that is on it, and “settings” what you have set."
)
Wish = Starring | TakeBack | Reminding | ShowAgenda | ShowNext | ShowFree


@dataclass(frozen=True, slots=True)
class StarDesk:
    people: People

    def carry_out(self, told: Wish, request: Request) -> SlackMessage:
        match told:
            case Starring():
                return self._star_in_words(told, request)
            case TakeBack():
                return self.take_back(request.user)
            case Reminding():
                return self._remind_in_words(told, request)
            case ShowAgenda():
                return self._show_agenda(told, request)
            case ShowNext():
                return self._show_next(request.user)
            case ShowFree():
                return self._show_free(told, request)

    def star(self, user: str, refs: Iterable[Ref], doubts: tuple[Phrase, ...] = ()) -> SlackMessage:
        """Star what is not starred yet."""
        before = self.people.attendee(user)
        now, known = self.people.now(), self.people.starred(before)
        wanted = self.people.on_programme(refs)
        if not wanted:
            return message(("That is not on the programme any more.",))
        new = tuple(Star(*_parts(ref), since=now) for ref in wanted if ref not in known)
        return self._starred(before, new, wanted, doubts)

    def unstar(self, user: str, refs: Iterable[Ref], doubts: tuple[Phrase, ...] = ()) -> SlackMessage:
        """Take off their agenda what is on it, be it starred or followed."""
        items = self.people.items(self.people.attendee(user), refs)
        if not items:
            return message((NONE_OF_THAT,))
        now = self.people.now()
        self.people.kept.star(user, (replace(item.star, since=now, wanted=False) for item in items))
        self.people.plan(user)
        return unstarred_message(tuple(item.ref for item in items), (item.session.title for item in items), doubts)

    def take_back(self, user: str) -> SlackMessage:
        """Undo what they starred, or took off their agenda, last; that is starred again as it was."""
        before, now = self.people.attendee(user), self.people.now()
        last = before.starred_last(now - RECENT)
        refs = self.people.on_programme(star.ref for star in last)
        if not refs:
            return message((NOTHING_TO_TAKE_BACK,))
        if last[0].wanted:
            return self.unstar(user, refs)
        again = tuple(replace(star, since=now, wanted=True) for star in last if star.ref in refs)
        return self._starred(before, again, refs, ())

    def toggle(self, user: str, ref: Ref) -> tuple[SlackMessage, bool]:
        """Star it, or take its star away where there is one; whether it is starred now."""
        if ref in self.people.starred(self.people.attendee(user)):
            return self.unstar(user, (ref,)), False
        return self.star(user, (ref,)), True

    def _star_in_words(self, told: Starring, request: Request) -> SlackMessage:
        if not told.words:
            return message((WHICH,))
        if not told.on and fold(told.words) in ALL_OF_IT:
            return self.unstar(request.user, (item.ref for item in self._agenda(request.user).items))
        found = self._found_all(told.words, request)
        refs = _refs(found)
        if not refs:
            return which_is_meant(self.people, found, "star" if told.on else "unstar", told.words, request)
        if told.on:
            return self.star(request.user, refs, found.doubts)
        if not self.people.items(self.people.attendee(request.user), refs):
            return not_starred_message((session.title for session in found.meant), found.doubts)
        return self.unstar(request.user, refs, found.doubts)

    def _remind_in_words(self, told: Reminding, request: Request) -> SlackMessage:
        """Star it with leads of its own."""
        if told.leads and max(told.leads) > LONGEST_LEAD:
            return message((TOO_EARLY,))
        found, before = self._found_all(told.words, request), self.people.attendee(request.user)
        refs = _refs(found)
        if not refs and (timed := at_a_time(told)):
            return self._remind_in_words(timed, request)
        if not refs:
            return which_is_meant(self.people, found, _asking(told), told.words, request)
        if told.at:
            return self._remind_at(told.at, found, request)
        if told.leads == ():
            refs = tuple(item.ref for item in self.people.items(before, refs))
        now = self.people.now()
        stars = tuple(Star(*_parts(ref), since=now, leads=told.leads) for ref in refs)
        return self._starred(before, stars, refs, found.doubts) if stars else message((NONE_OF_THAT,))

    def _remind_at(self, words: str, found: Answer, request: Request) -> SlackMessage:
        """Star it with the lead that the instant comes to; of several, before each where it can be."""
        before, schedule, instants = self.people.attendee(request.user), found.schedule, Instants(self.people, request)
        stars = tuple(
            Star(schedule.id, session.id, since=self.people.now(), leads=((session.start - at) // MINUTE,))
            for session in found.meant
            if schedule and session.start and (at := instants.last_before(session.start, words, schedule))
        )
        if not stars:
            headline = _not_then(found.meant[0], words, self.people.now())
            return private_answer(Answer(headline, schedule=schedule), self.people.reader(request.user))
        if max(lead for star in stars for lead in star.leads or ()) > LONGEST_LEAD:
            return message((TOO_EARLY,))
        return self._starred(before, stars, tuple(star.ref for star in stars), found.doubts)

    def _show_agenda(self, told: ShowAgenda, request: Request) -> SlackMessage:
        attendee, now = self.people.attendee(request.user), self.people.now()
        agenda = self.people.agenda(attendee)
        shown = self._of_words(agenda, told.words, request) if told.words else agenda.ahead(now)
        if told.words and agenda.items and not shown.items:
            return message(("Nothing of that is on your agenda. “my agenda” shows all that is.",))
        if agenda.items and not shown.items:
            return message((ALL_OVER,))
        reader = attendee.preferences.reader()
        schedule = shown.items[0].schedule if shown.items else None
        day = shown.items[0].session.date if shown.items else None
        free = _free(agenda, schedule, day, now)[:1] if schedule and day else ()
        lines = (free_line(free, schedule, reader, ("Next free hour",)),) if free and schedule else ()
        return agenda_message(shown, lines, reader, now)

    def _show_next(self, user: str) -> SlackMessage:
        attendee, now = self.people.attendee(user), self.people.now()
        agenda = self.people.agenda(attendee)
        ahead = agenda.ahead(now)
        if agenda.items and not ahead.items:
            return message((ALL_OVER,))
        return next_message(ahead.next_starts(now), ahead, now, attendee.preferences.reader())

    def _show_free(self, told: ShowFree, request: Request) -> SlackMessage:
        """The hours of the day of the programme in which nothing of one's own is on."""
        attendee, now = self.people.attendee(request.user), self.people.now()
        found = self._found_in_any(told.words or "today", request)
        schedule = found.schedule or in_focus(self.people.programme.schedules, now)
        if schedule is None:
            return message(("No schedule is loaded yet.",))
        reader, agenda = attendee.preferences.reader(), self.people.agenda(attendee)
        scope = self.people.programme.guide.scope(told.words, schedule.id, now=now, reader=reader)
        if scope and scope.at:
            return free_at_message(scope.label, agenda.at(scope.at), schedule, reader)
        if told.words and not (found.sessions or found.unanswered):
            return private_answer(found, reader)
        asked = next((session.date for session in found.sessions if session.date), None) if told.words else None
        day = asked or next((day for day in schedule.dates() if not _is_over(schedule, day, now)), None)
        if day is None or _is_over(schedule, day, now):
            over = f"The programme of {day:%A}" if day else schedule.title
            return private_answer(Answer((f"{over} is over: you are free.",)), None)
        if scope and scope.span:
            spans = agenda.free(max(now, scope.span[0]), scope.span[1])
            return message((free_line(spans, schedule, reader, ("Free ", *scope.label)),))
        spans = _free(agenda, schedule, day, now)
        return message((free_line(spans, schedule, reader, (f"Free on {day:%A}",)),))

    def _starred(
        self, before: Attendee, stars: tuple[Star, ...], refs: tuple[Ref, ...], doubts: tuple[Phrase, ...]
    ) -> SlackMessage:
        self.people.kept.star(before.user, stars)
        after = self.people.plan(before.user)
        agenda = self.people.agenda(after)
        items = tuple(item for item in agenda.items if item.ref in set(refs))
        is_first = not (before.stars or before.follows)
        return starred_message(items, after, agenda, self.people.now(), doubts, is_first=is_first)

    def _found(self, words: str, request: Request) -> Answer:
        return found_in_words(self.people, words, request)

    def _found_in_any(self, words: str, request: Request) -> Answer:
        """What the words mean in the schedule that is asked about, else in the first of those to come that has it."""
        now = self.people.now()
        coming = (
            one for one in self.people.programme.schedules if not all(_is_over(one, day, now) for day in one.dates())
        )
        others = (self._found(words, replace(request, schedule_id=one.id)) for one in coming)
        first = self._found(words, request)
        return next((one for one in (first, *others) if one.sessions), first)

    def _found_all(self, words: str, request: Request) -> Answer:
        """What "lunch and Jeff Dean" name each, unless they are topics or one title; else what they name together."""
        whole = _without_breaks(self._found(words, request))
        parts = parts_of(words)
        named = tuple(mentioned(self.people, part, request) for part in parts)
        if len(parts) == 1 or (whole.meant and all(one and one.sort is Sort.TOPIC for one in named)):
            return whole
        each = tuple(_without_breaks(self._found(part, request)) for part in parts)
        if is_title(self.people, words, request) or not all(
            one.meant and one.schedule == each[0].schedule for one in each
        ):
            return whole
        return replace(
            each[0],
            sessions=tuple(dict.fromkeys(session for one in each for session in one.meant)),
            doubts=tuple(dict.fromkeys(doubt for one in each for doubt in one.doubts)),
        )

    def _of_words(self, agenda: Agenda, words: str, request: Request) -> Agenda:
        """What of it the words mean, in each of the schedules that something is still to come of, else in all."""
        if called := self.people.programme.guide.called(words):
            return Agenda(tuple(item for item in agenda.items if item.schedule.id == called.id))
        looked_into = dict.fromkeys(
            item.schedule.id for item in (agenda.ahead(self.people.now()).items or agenda.items)
        )
        found = tuple(self._found(words, replace(request, schedule_id=one)) for one in looked_into)
        meant = {(one.schedule.id, session.id) for one in found if one.schedule for session in one.meant}
        held = (
            (item, {(item.schedule.id, one) for one in (item.ref.session_id, item.held_by)}) for item in agenda.items
        )
        return Agenda(tuple(item for item, names in held if names & meant))

    def _agenda(self, user: str) -> Agenda:
        return self.people.agenda(self.people.attendee(user))


def _asking(told: Reminding) -> str:
    """How such a reminder is asked for, before the words for what it is of."""
    if told.leads is None:
        return f"remind me {told.at} of" if told.at else "remind me of"
    return f"remind me {', '.join(map(str, told.leads))} minutes before" if told.leads else "don't remind me of"


def _not_then(session: Session, words: str, now: datetime) -> Phrase:
    """Why there is no reminder of it at that time."""
    name = Strong(session.title)
    if session.start is None:
        return ("The time of ", name, " is not announced yet; “remind me of” it, and I will once it is.")
    at = Moment(session.start, with_day=True)
    if session.start <= now:
        return (name, " has begun already: ", at, ".")
    return (name, " starts on ", at, f"; “{words}” is not between now and then.")


def _parts(ref: Ref) -> tuple[str, str]:
    return ref.schedule_id, ref.session_id


def _without_breaks(found: Answer) -> Answer:
    """Nobody means the breaks among several sessions."""
    return replace(found, sessions=tuple(one for one in found.sessions if not one.kind.is_break) or found.sessions)


def _refs(found: Answer) -> tuple[Ref, ...]:
    return tuple(Ref(found.schedule.id, session.id) for session in found.meant) if found.schedule else ()


def _free(agenda: Agenda, schedule: Schedule, day: date, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The free hours between the first start and the last end of a day's programme, from now on."""
    starts = tuple(session.start for session in schedule.sessions if session.date == day and session.start)
    return agenda.free(max(now, min(starts)), max(_ends(schedule, day))) if starts else ()


def _is_over(schedule: Schedule, day: date, now: datetime) -> bool:
    """Whether all that the day tells a time of is over; without one, whether the day is."""
    ends = _ends(schedule, day)
    return max(ends) <= now if ends else day < schedule.local(now).date()


def _ends(schedule: Schedule, day: date) -> tuple[datetime, ...]:
    return tuple(end for session in schedule.sessions if session.date == day and (end := end_of(session)))
