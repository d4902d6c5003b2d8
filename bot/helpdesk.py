"""Questions that the bot has no answer to go to the organizers, once each, and their answers to those who asked."""

import logging
import re
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.errors import NotAllowedError
from bot.programme import Learned, Programme
from bot.questions.answer import Answer
from bot.questions.faq import key_of
from bot.schedule.model import Faq
from bot.slack.directory import Directory
from bot.slack.elements import Block
from bot.slack.organizers import question_message, reply_form, reply_message
from bot.slack.render import SlackMessage
from bot.store.audit import Act, Audit
from bot.store.questions import OpenQuestion, Questions

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HelpDesk:
    """`channel` is that of the organizers, as the settings name it; None where questions are not passed on."""

    programme: Programme
    directory: Directory
    clock: Clock
    questions: Questions
    client: WebClient
    channel: str | None
    audit: Audit

    def pass_on(self, text: str, user: str, answer: Answer) -> bool:
        """Pass a question on to the organizers, unless they have it; whether they have it now."""
        channel = self.channel_id() if _is_question(text) else None
        if channel is None:
            return False
        schedule_id = answer.schedule.id if answer.schedule else ""
        now = self.clock.now()
        question = self.questions.note(schedule_id, key_of(text), text, user, now)
        if question.answer is not None:  # by way of another process, so that this one has yet to learn it
            self._tell_waiting(question, question.answer)
            return True
        if not self.questions.claim_posting(question.id, now):
            return True
        return self._post(question, channel)

    def form(self, question_id: str, channel: str | None) -> Block:
        """The form to answer a question in; raises NotAllowedError anywhere but in the organizers' channel."""
        question = self._question(question_id)
        if channel != question.channel:
            raise NotAllowedError("Only organizers can answer this, in their own channel.")
        return reply_form(question)

    def reply(self, question_id: str, words: str, by: str) -> None:
        """Keep the organizers' answer, tell those who wait for it, and show it where it was asked."""
        before = self._question(question_id)
        self.questions.answer(before.id, words)
        self.audit.note(Act(by, self.clock.now(), f"answered: {before.text}", before.answer or "", words))
        self.programme.learn()
        question = self._question(question_id)
        self._tell_waiting(question, words)
        shown = question_message(question, self._title(question), answered_by=by)
        try:
            self.client.chat_update(channel=question.channel, ts=question.ts, **shown.content)
        except (SlackApiError, OSError) as error:
            log.warning("an answer is not shown in %s: %s", self.channel, error)

    def is_heard(self) -> bool:
        """Whether questions reach the organizers, or are not meant to."""
        return self.channel is None or self.channel_id() is not None

    def _post(self, question: OpenQuestion, channel: str) -> bool:
        message = question_message(question, self._title(question))
        try:
            posted = self.client.chat_postMessage(channel=channel, **message.content)
        except (SlackApiError, OSError) as error:
            log.warning("a question was not passed on to %s: %s", self.channel, error)
            return False
        self.questions.mark_posted(question.id, posted["channel"], posted["ts"])
        return True

    def _tell_waiting(self, question: OpenQuestion, words: str) -> None:
        for user in self.questions.take_waiting(question.id):
            self._tell(user, reply_message(question, words))

    def _tell(self, user: str, message: SlackMessage) -> None:
        try:
            self.client.chat_postMessage(channel=user, **message.content)
        except (SlackApiError, OSError) as error:
            log.warning("%s was not told the answer to their question: %s", user, error)

    def channel_id(self) -> str | None:
        return self.directory.channel_id(self.channel) if self.channel else None

    def _question(self, question_id: str) -> OpenQuestion:
        """A question that the organizers have; raises NotAllowedError for what is none."""
        question = self.questions.get(int(question_id)) if re.fullmatch(r"\d{1,9}", question_id, re.ASCII) else None
        if question is None or not question.ts:
            raise NotAllowedError("I do not know that question any more.")
        return question

    def _title(self, question: OpenQuestion) -> str | None:
        schedule = self.programme.schedule(question.schedule_id)
        return schedule.title if schedule else None


def _is_question(text: str) -> bool:
    """Not a lone word, which is rather a slip of the keyboard than a question to others."""
    return " " in text.strip() or text.endswith("?")


def learned(questions: Questions) -> Learned:
    """The organizers' answers, as entries of the schedules that they are about."""
    return tuple((one.schedule_id, Faq((one.text,), one.answer or "")) for one in questions.answered())
