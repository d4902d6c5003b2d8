"""The concierge: what attendees tell the bot to do for them, in words or by a tap → a message that it is done."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.agenda.attendee import Attendee
from bot.calendar_desk import CalendarDesk
from bot.commands.command import (
    EraseData,
    Following,
    LinkCalendar,
    Rate,
    Reminding,
    RevokeLink,
    SendCalendar,
    Settle,
    ShowAgenda,
    ShowData,
    ShowFree,
    ShowNext,
    ShowRatings,
    Starring,
    TakeBack,
)
from bot.commands.parse import command_of
from bot.concierge.feedback import FeedbackDesk
from bot.concierge.follows import FollowDesk
from bot.concierge.people import People
from bot.concierge.preferences import PreferenceDesk
from bot.concierge.reminders import ReminderDesk
from bot.concierge.request import Request
from bot.concierge.stars import StarDesk
from bot.concierge.take_away import TakeAwayDesk
from bot.data_desk import DataDesk
from bot.organizers import Organizers
from bot.slack.mine import OwnPage, own_page
from bot.slack.render import SlackMessage
from bot.slack.stars import Stars
from bot.store.ratings import Ratings


@dataclass(frozen=True, slots=True)
class Concierge:
    people: People
    ratings: Ratings
    organizers: Organizers
    calendars: CalendarDesk
    data: DataDesk

    @property
    def stars(self) -> StarDesk:
        return StarDesk(self.people)

    @property
    def follows(self) -> FollowDesk:
        return FollowDesk(self.people)

    @property
    def preferences(self) -> PreferenceDesk:
        return PreferenceDesk(self.people)

    @property
    def reminders(self) -> ReminderDesk:
        return ReminderDesk(self.people)

    @property
    def feedback(self) -> FeedbackDesk:
        return FeedbackDesk(self.people, self.ratings, self.organizers)

    @property
    def take_away(self) -> TakeAwayDesk:
        return TakeAwayDesk(self.people, self.calendars, self.data)

    def attendee(self, user: str) -> Attendee:
        return self.people.attendee(user)

    def everybody(self) -> tuple[Attendee, ...]:
        """All of whom something is kept."""
        return self.people.everybody()

    def own_page(self, attendee: Attendee, schedule_id: str | None) -> OwnPage:
        """What the Home tab shows of a person's own, beside that schedule."""
        now = self.people.now()
        schedule = self.people.programme.schedule(schedule_id) if schedule_id else None
        agenda = self.people.agenda(attendee).ahead(now)
        zones = self.people.zones(attendee, schedule_id)
        return own_page(attendee, agenda, schedule, zones, now, has_links=self.calendars.has_links)

    def reader(self, user: str) -> ZoneInfo | None:
        return self.people.reader(user)

    def starred(self, attendee: Attendee) -> Stars:
        """What is starred, as answers show it to that person."""
        return Stars(self.people.starred(attendee), self.people.now())

    def carry_out(self, text: str, request: Request) -> SlackMessage | None:
        """Do what the words tell; None where they are no command."""
        command = command_of(text)
        match command:
            case None:
                return None
            case Starring() | TakeBack() | Reminding() | ShowAgenda() | ShowNext() | ShowFree():
                return self.stars.carry_out(command, request)
            case Settle():
                return self.reminders.in_words(command, request.user)
            case Following():
                return self.follows.carry_out(command, request)
            case ShowRatings():
                return self.feedback.show(command, request)
            case Rate():
                return self.feedback.rate_in_words(command, request)
            case SendCalendar() | LinkCalendar() | RevokeLink() | ShowData() | EraseData():
                return self.take_away.carry_out(command, request)
        return self.preferences.set(command, request)
