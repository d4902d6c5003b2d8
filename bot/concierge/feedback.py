"""How people found what they starred: a mark and a line of theirs, and what came of all for the organizers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from bot.agenda.agenda import Item
from bot.agenda.attendee import Ref, Star
from bot.commands.command import Rate, ShowRatings
from bot.concierge.people import People
from bot.concierge.request import Request, found_in_words, is_title, which_is_meant
from bot.organizers import Organizers
from bot.phrases import Moment, Phrase, Strong
from bot.questions.answer import Answer
from bot.schedule.model import Schedule, Session
from bot.schedule.query import end_of
from bot.slack.agenda import message
from bot.slack.markup import escape
from bot.slack.personal import BEST, rating_question, ratings_message, remark_button
from bot.slack.render import SlackMessage, private_answer
from bot.slack.stars import refs_of, value_of
from bot.store.ratings import Ratings

NOTHING_OVER = "Nothing of your agenda is over yet. Once a session is, write for example “rate the opening 5”."


@dataclass(frozen=True, slots=True)
class FeedbackDesk:
    people: People
    ratings: Ratings
    organizers: Organizers

    def rate(self, user: str, value: str) -> SlackMessage:
        """`value` is the mark, and what it is of."""
        score, ref = int(value[0]), refs_of(value[1:])[0]
        if not 1 <= score <= BEST:
            raise ValueError(f"a mark is not ours: {value!r}")
        self.ratings.rate(user, ref, score, self.people.now())
        title = escape(self._title(ref))
        return message((f"Thank you: {score} of {BEST} for *{title}*.",), remark_button(value[1:]))

    def rate_in_words(self, told: Rate, request: Request) -> SlackMessage | None:
        """Rate what is over; else ask for the mark, or tell from when on. None where the words are no rating."""
        if not told.words:
            return self._ask(self._over_of_agenda(request.user))
        if told.score is not None and not told.sure and is_title(self.people, f"{told.words} {told.score}", request):
            return self.rate_in_words(Rate(f"{told.words} {told.score}"), request)
        found = found_in_words(self.people, told.words, request)
        if told.score is None and not found.meant:
            return None
        if not (found.meant and found.schedule):
            return which_is_meant(self.people, found, f"{told.score} stars for", told.words, request)
        if told.score is not None and not 1 <= told.score <= BEST:
            return message((f"Marks go from 1 to {BEST}, in whole stars.",))
        score = None if found.doubts else told.score
        return self._rate_of(found.meant, found.schedule, score, request)

    def _rate_of(
        self, meant: tuple[Session, ...], schedule: Schedule, score: int | None, request: Request
    ) -> SlackMessage:
        now = self.people.now()
        rated = tuple(session for session in meant if not session.kind.is_break)
        over = tuple(session for session in rated if _is_over(session, now))
        if not over:
            return private_answer(Answer(_not_yet(rated), schedule=schedule), self.people.reader(request.user))
        if score is None or len(over) > 1:
            return self._ask(Item(one, schedule, Star(schedule.id, one.id, now)) for one in over)
        return self.rate(request.user, f"{score}{value_of((Ref(schedule.id, over[0].id),))}")

    def _over_of_agenda(self, user: str) -> Iterator[Item]:
        """What of it can be rated."""
        now = self.people.now()
        items = self.people.agenda(self.people.attendee(user)).items
        return (item for item in items if _is_over(item.session, now) and not item.session.kind.is_break)

    def _ask(self, items: Iterable[Item]) -> SlackMessage:
        shown = tuple(items)
        return rating_question(shown) if shown else message((NOTHING_OVER,))

    def remark(self, user: str, value: str, words: str) -> None:
        self.ratings.remark(user, refs_of(value)[0], words)

    def show(self, told: ShowRatings, request: Request) -> SlackMessage:
        """What enough people rated, for organizers alone; raises NotAllowedError for others."""
        self.organizers.require(request.user)
        found = found_in_words(self.people, told.words, request) if told.words else None
        schedule = (found and found.schedule) or self.people.schedule(request.schedule_id)
        if schedule is None:
            return message(("No schedule is loaded yet.",))
        wanted = {session.id for session in found.meant} if found else None
        rated = tuple(one for one in self.ratings.of(schedule.id) if wanted is None or one.ref.session_id in wanted)
        return ratings_message(schedule, rated)

    def _title(self, ref: Ref) -> str:
        offers = (offer for offer in self.people.programme.offers if offer.schedule.id == ref.schedule_id)
        session = next((offer.session(ref.session_id) for offer in offers), None)
        return session.title if session else ref.session_id


def _is_over(session: Session, now: datetime) -> bool:
    end = end_of(session)
    return end is not None and end <= now


def _not_yet(rated: tuple[Session, ...]) -> Phrase:
    """From when on the first of them can be rated."""
    ends = ((end, session) for session in rated if (end := end_of(session)))
    first = min(ends, key=itemgetter(0), default=None)
    if first:
        end, session = first
        return (Strong(session.title), " can be rated once it is over, on ", Moment(end, with_day=True), ".")
    return ("That has no time yet, so it cannot be rated.",) if rated else ("Breaks are not rated.",)
