"""The information desk: a question somebody asked in Slack → the message that answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.concierge.concierge import Concierge
from bot.concierge.request import Request
from bot.helpdesk import HelpDesk
from bot.programme import Programme
from bot.questions.answer import Answer, Choice
from bot.questions.compose import with_notes
from bot.questions.event import HELP
from bot.questions.prompts import in_focus, prompts
from bot.schedule.model import Schedule
from bot.slack.directory import Directory
from bot.slack.markup import heard
from bot.slack.panel import greeting
from bot.slack.render import Asked, SlackMessage, answer_message, private_answer
from bot.slack.stars import Stars

FOR_EVERYBODY = (
    "You can tell me too: “star the keynotes”, “follow Jeff Dean”, “my agenda”, “when am I free?”, ",
    "“remind me 5 minutes before lunch”, “remind me at 9:00 of the panel”, “mute for an hour”, ",
    "“rate the panel 5”, “I’m in Berlin”, “export my calendar”, “settings”, “my data”.",
)
FOR_ORGANIZERS = (
    "As an organizer you can also give me a schedule: drop your page, spreadsheet or calendar on me as a file, ",
    "or write “import” and its address. I show what I find, and what would change, before anything does. ",
    "“Organizers” offers what you can do while the day runs: change the schedule, announce, export the schedule, ",
    "and have everything checked.",
)
"""What help adds to what can be asked."""
PASSED_ON = ("I have passed your question on to the organizers; you will hear from me.",)


Orders = Callable[[str, str, str | None], SlackMessage | None]
"""Carries out an organizer's words, in a conversation about that schedule; None where they order nothing."""


def no_orders(text: str, user: str, schedule_id: str | None) -> SlackMessage | None:  # noqa: ARG001 - interface
    return None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and in which conversation (None on the Home tab)."""

    user: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    programme: Programme
    directory: Directory
    clock: Clock
    helpdesk: HelpDesk
    concierge: Concierge
    orders: Orders = no_orders

    def answer_privately(self, text: str, asker: Asker) -> SlackMessage:
        """The answer for the asker's eyes, in the asker's zone and the event's; or what becomes of a command."""
        return self.answer_or_pass_on(Asked(heard(text), None, 0), asker)

    def answer_openly(self, text: str, asker: Asker) -> SlackMessage:
        """The answer for all who read the conversation, each in their own zone."""
        answer = self._ask_or_pass_on(Asked(heard(text), None, 0), asker, self.concierge.reader(asker.user))
        return answer_message(answer, None, Stars(None, self.clock.now()))

    def carry_out(self, text: str, asker: Asker) -> SlackMessage | None:
        """What becomes of a command, for the asker's eyes; None where the text is a question."""
        return self._carried_out(Asked(heard(text), None, 0), asker)

    def answer_or_pass_on(self, asked: Asked, asker: Asker) -> SlackMessage:
        """The same, of the schedule that is asked of; again and again it is passed on once."""
        done = self._carried_out(asked, asker)
        return done or self._for_one_reader(self._ask_or_pass_on, asked, asker)

    def answer_again(self, asked: Asked, asker: Asker) -> SlackMessage:
        """What a button asks, answered privately."""
        return self._carried_out(asked, asker) or self._for_one_reader(self._ask, asked, asker)

    def _carried_out(self, asked: Asked, asker: Asker) -> SlackMessage | None:
        schedule_id = asked.schedule_id or self.schedule_of(asker.channel)
        done = self.orders(asked.question, asker.user, schedule_id)
        return done or self.concierge.carry_out(asked.question, Request(asker.user, schedule_id))

    def _for_one_reader(
        self, ask: Callable[[Asked, Asker, ZoneInfo | None], Answer], asked: Asked, asker: Asker
    ) -> SlackMessage:
        """On the reader's own clock, with the stars that are theirs."""
        attendee = self.concierge.attendee(asker.user)
        reader = attendee.preferences.reader()
        return private_answer(ask(asked, asker, reader), reader, self.concierge.starred(attendee))

    def _ask_or_pass_on(self, asked: Asked, asker: Asker, zone: ZoneInfo | None) -> Answer:
        """The answer; a question that has none goes to the organizers."""
        answer = self._ask(asked, asker, zone)
        if answer.unanswered and self.helpdesk.pass_on(asked.question, asker.user, answer):
            return with_notes(answer, PASSED_ON)
        return answer

    def greeting(self, asker: Asker) -> SlackMessage:
        return greeting(self._in_focus(asker))

    def prompts(self, asker: Asker) -> tuple[Choice, ...]:
        """What the asker may want to know just now, of the event of the conversation, or else of the one in focus."""
        schedule = self._in_focus(asker)
        return prompts(schedule, self.clock.now()) if schedule else ()

    def _in_focus(self, asker: Asker) -> Schedule | None:
        preferred = self.schedule_of(asker.channel)
        chosen = self.programme.schedule(preferred) if preferred else None
        return chosen or in_focus(self.programme.schedules, self.clock.now())

    def _ask(self, asked: Asked, asker: Asker, zone: ZoneInfo | None) -> Answer:
        preferred = asked.schedule_id or self.schedule_of(asker.channel)
        now = self.clock.now()
        answer = self.programme.guide.ask(asked.question, now=now, reader=zone, preferred=preferred, skip=asked.skip)
        return self._with_more(answer, asker) if answer.headline == (HELP,) else answer

    def _with_more(self, answer: Answer, asker: Asker) -> Answer:
        """Help, with what can be told too; organizers can tell more."""
        is_organizer = self.concierge.organizers.seems(asker.user)
        return with_notes(answer, FOR_EVERYBODY, *((FOR_ORGANIZERS,) if is_organizer else ()))

    def schedule_of(self, channel: str | None) -> str | None:
        """The schedule that posts into the channel, if just one does; none does into a direct message."""
        if channel is None or channel.startswith("D"):
            return None
        posting = tuple(
            schedule.id
            for schedule in self.programme.schedules
            if channel in map(self.directory.channel_id, schedule.posting.all_channels())
        )
        return posting[0] if len(posting) == 1 else None
