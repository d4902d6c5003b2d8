"""The information desk: a question somebody asked in Slack → the message that answers it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.helpdesk import HelpDesk
from bot.programme import Programme
from bot.questions.answer import Answer, Choice
from bot.questions.compose import with_notes
from bot.questions.prompts import in_focus, prompts
from bot.schedule.model import Schedule
from bot.slack.directory import Directory
from bot.slack.markup import heard
from bot.slack.panel import greeting
from bot.slack.render import Asked, SlackMessage, answer_message

PASSED_ON = ("I have passed your question on to the organizers; you will hear from me.",)


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

    def answer_privately(self, text: str, asker: Asker) -> SlackMessage:
        """The answer for the asker's eyes, in the asker's zone and the event's."""
        return self.answer_or_pass_on(Asked(heard(text), None, 0), asker)

    def answer_openly(self, text: str, asker: Asker) -> SlackMessage:
        """The answer for all who read the conversation, each in their own zone."""
        return answer_message(self._ask_or_pass_on(Asked(heard(text), None, 0), asker, self._zone(asker)), None)

    def answer_or_pass_on(self, asked: Asked, asker: Asker) -> SlackMessage:
        """The same, of the schedule that is asked of; again and again it is passed on once."""
        zone = self._zone(asker)
        return _for_one_reader(self._ask_or_pass_on(asked, asker, zone), zone)

    def answer_again(self, asked: Asked, asker: Asker) -> SlackMessage:
        """What a button asks, answered privately."""
        zone = self._zone(asker)
        return _for_one_reader(self._ask(asked, asker, zone), zone)

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
        return self.programme.guide.ask(asked.question, now=now, reader=zone, preferred=preferred, skip=asked.skip)

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

    def _zone(self, asker: Asker) -> ZoneInfo | None:
        return self.directory.zone(asker.user)


def _for_one_reader(answer: Answer, zone: ZoneInfo | None) -> SlackMessage:
    """The answer on the reader's clock, or, where Slack tells no zone, on the event's alone."""
    return answer_message(answer, zone or (answer.schedule.timezone if answer.schedule else ZoneInfo("UTC")))
