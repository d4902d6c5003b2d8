"""The information desk: a question somebody asked in Slack → the message that answers it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.programme import Programme
from bot.questions.answer import Answer
from bot.slack.directory import Directory
from bot.slack.markup import heard
from bot.slack.render import Asked, Block, SlackMessage, answer_message, home_blocks


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

    def answer_privately(self, text: str, asker: Asker) -> SlackMessage:
        """The answer for the asker's eyes, in the asker's zone and the event's."""
        return self.answer_again(Asked(heard(text), None, 0), asker)

    def answer_openly(self, text: str, asker: Asker) -> SlackMessage:
        """The answer for all who read the conversation, each in their own zone."""
        return answer_message(self._ask(Asked(heard(text), None, 0), asker, self._zone(asker)), None)

    def answer_again(self, asked: Asked, asker: Asker) -> SlackMessage:
        """What a button asks, answered privately."""
        zone = self._zone(asker)
        return _for_one_reader(self._ask(asked, asker, zone), zone)

    def home(self, asker: Asker) -> tuple[Block, ...]:
        """The Home tab: what is on now, and the day."""
        zone = self._zone(asker)
        answers = (self._ask(Asked(question, None, 0), asker, zone) for question in ("now", "today"))
        return home_blocks(tuple(_for_one_reader(answer, zone) for answer in answers), zone)

    def _ask(self, asked: Asked, asker: Asker, zone: ZoneInfo | None) -> Answer:
        preferred = asked.schedule_id or self._schedule_of(asker.channel)
        now = self.clock.now()
        return self.programme.guide.ask(asked.question, now=now, reader=zone, preferred=preferred, skip=asked.skip)

    def _schedule_of(self, channel: str | None) -> str | None:
        """The schedule that posts into the channel, if just one does."""
        if channel is None:
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
