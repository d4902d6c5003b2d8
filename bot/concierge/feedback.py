"""How people found what they starred: a mark and a line of theirs, and what came of all for the organizers."""

from dataclasses import dataclass

from bot.agenda.attendee import Ref
from bot.commands.command import ShowRatings
from bot.concierge.people import People
from bot.concierge.request import Request, found_in_words
from bot.organizers import Organizers
from bot.slack.agenda import message
from bot.slack.markup import escape
from bot.slack.personal import BEST, ratings_message, remark_button
from bot.slack.render import SlackMessage
from bot.slack.stars import refs_of
from bot.store.ratings import Ratings


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
