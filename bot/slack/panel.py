"""The assistant's panel: its greeting, its prompts, its status, and which channel a person looks at beside it."""

import logging
from collections import OrderedDict
from collections.abc import Callable

from slack_bolt import Assistant, BoltRequest, BoltResponse
from slack_bolt.context.assistant.thread_context import AssistantThreadContext
from slack_bolt.context.assistant.thread_context_store.store import AssistantThreadContextStore
from slack_bolt.context.set_status import SetStatus
from slack_bolt.request.payload_utils import is_assistant_event
from slack_sdk.errors import SlackApiError

from bot.phrases import Strong
from bot.questions.answer import Choice
from bot.schedule.model import Schedule
from bot.slack.elements import Block
from bot.slack.render import BUTTON_LABEL, SlackMessage, cut, phrase_message

MOST_THREADS = 1000
PROMPT_MESSAGE = 3000
STATUS = "is looking at the schedule…"

log = logging.getLogger(__name__)


class Panel(Assistant):
    """Bolt's own, which tries each of its listeners on every event: 8 µs each that all others would wait for."""

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        return super().process(req=req, resp=resp, next=next) if is_assistant_event(req.body) else next()


class LatestContexts(AssistantThreadContextStore):
    """Remembers the latest threads. Bolt's own store would read the thread from Slack before each answer."""

    def __init__(self) -> None:
        self._contexts: OrderedDict[tuple[str, str], dict[str, str]] = OrderedDict()

    def save(self, *, channel_id: str, thread_ts: str, context: dict[str, str]) -> None:
        self._contexts.pop((channel_id, thread_ts), None)
        self._contexts[channel_id, thread_ts] = context
        while len(self._contexts) > MOST_THREADS:
            self._contexts.popitem(last=False)

    def find(self, *, channel_id: str, thread_ts: str) -> AssistantThreadContext | None:
        context = self._contexts.get((channel_id, thread_ts))
        return AssistantThreadContext(context) if context and "channel_id" in context else None


def greeting(schedule: Schedule | None) -> SlackMessage:
    if schedule is None:
        return phrase_message(("Hello! No schedule is loaded yet.",))
    title = Strong(schedule.title)
    return phrase_message(("Hello! Ask me about the schedule of ", title, " in your own words, or try one of these:"))


def prompt(choice: Choice) -> Block:
    return {"title": cut(choice.label, BUTTON_LABEL), "message": cut(choice.question, PROMPT_MESSAGE)}


def show_status(set_status: SetStatus) -> None:
    """Until the answer is posted, which ends it. A thread of a workspace without the panel may have no status."""
    try:
        set_status(STATUS)
    except (SlackApiError, OSError) as error:
        log.debug("no status is shown: %s", error)
