"""The workspace as tests and the page use it: what people do in it, and what they see.

Every method may be called from any thread. Users are named by name or id, channels by `#name`, name or id;
the bot's own name as a channel means the person's direct message with it.
"""

from collections.abc import Mapping

from bot.workspace import interactions, people, submissions
from bot.workspace.errors import Json, PersonError
from bot.workspace.file import File
from bot.workspace.inputs import answers_as_values, chosen, find_element
from bot.workspace.interactions import Interaction
from bot.workspace.posting import post_due
from bot.workspace.setting import Setting
from bot.workspace.state import AssistantThread
from bot.workspace.values import Channel, Message, User, View


class Workspace(Setting):
    """What people do, then what they see; `Setting` tells how it is made and how it misbehaves."""

    # What people do

    def say(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        *,
        files: Mapping[str, bytes] | None = None,
    ) -> Message:
        """Write as a person types: "@usher" and "#general" become mentions, `& < >` are escaped; drop files with it."""
        with self.state.changed:
            return people.say(self.state, self.user(user), self._place(user, channel), text, thread_ts, files)

    def rewrite(self, user: str, message: Message, text: str) -> Message:
        with self.state.changed:
            return people.rewrite(self.state, self.user(user), message, text)

    def take_back(self, user: str, message: Message) -> None:
        with self.state.changed:
            people.take_back(self.state, self.user(user), message)

    def open_home(self, user: str, tab: str = "home") -> None:
        with self.state.changed:
            people.open_home(self.state, self.user(user), tab)

    def set_zone(self, user: str, tz: str) -> User:
        with self.state.changed:
            return people.set_zone(self.state, self.user(user), tz)

    def start_assistant_thread(self, user: str, context: str | None = None) -> Message:
        with self.state.changed:
            about = self.channel(context) if context else None
            return people.start_assistant_thread(self.state, self.user(user), about)

    def change_assistant_context(self, user: str, root: Message, context: str) -> None:
        with self.state.changed:
            people.change_assistant_context(self.state, self.user(user), root, self.channel(context))

    def command(self, user: str, channel: str, text: str) -> Interaction:
        """Type "/usher today"; waits for the acknowledgement. What the app says: `answers`."""
        return interactions.command(self.state, self.user(user), self._place(user, channel), text)

    def click(
        self,
        user: str,
        where: Message | View,
        action_id: str,
        choice: object = None,
        *,
        block_id: str | None = None,
        value: str | None = None,
        answers: Mapping[str, object] | None = None,
    ) -> Interaction:
        """Press a button, or choose in an element: an option's value, a date, a user id.

        `block_id` and `value` (a button's) tell elements of the same action_id apart; `answers` are what else is
        filled in there, by action_id.
        """
        blocks = list(self._current(where).blocks)
        block, element = find_element(blocks, action_id, block_id, value)
        values = answers_as_values(blocks, answers or {})
        return self._act(user, where, _action(block, element, chosen(element, choice)), values)

    def act(
        self, user: str, where: Message | View, *, block_id: str, action_id: str, action: Json, values: Json
    ) -> Interaction:
        """A block action with its payload already made, as the page makes it."""
        block, element = find_element(list(self._current(where).blocks), action_id, block_id)
        return self._act(user, where, _action(block, element, action), values)

    def submit(self, user: str, view: View, answers: Mapping[str, object] | None = None) -> Json:
        """Submit a modal with answers by action_id; gives the words beneath its inputs by block_id, {} if none."""
        return self.submit_values(user, view, answers_as_values(list(self._modal(user, view).blocks), answers or {}))

    def submit_values(self, user: str, view: View, values: Json) -> Json:
        """The same with `state.values` already made."""
        return submissions.submit(self.state, self.user(user), self._modal(user, view), values)

    def close(self, user: str, view: View, *, whole_stack: bool = False) -> None:
        """Press the modal's own button, or the ✕ that closes all that lie beneath it too."""
        submissions.close(self.state, self.user(user), self._modal(user, view), whole_stack=whole_stack)

    def options(
        self, user: str, where: Message | View, action_id: str, typed: str = "", *, block_id: str | None = None
    ) -> tuple[Json, ...]:
        """What an external select offers for these letters; choose one of these options in it."""
        current = self._seen(user, where)
        block, _ = find_element(list(current.blocks), action_id, block_id)
        given = interactions.suggestions(self.state, self.user(user), current, block["block_id"], action_id, typed)
        groups = given.get("option_groups", ())
        return (*given.get("options", ()), *(option for group in groups for option in group["options"]))

    def shortcut(self, user: str, callback_id: str, message: Message | None = None) -> Interaction:
        return interactions.shortcut(self.state, self.user(user), callback_id, message)

    def craft(self, user: str, kind: str, **fields: object) -> Json:
        """Send what Slack would not: a "block_actions", "view_submission" or "shortcut" of these fields as this person.

        Gives the acknowledgement. For whether the app trusts what a payload merely claims.
        """
        return interactions.crafted(self.state, self.user(user), kind, dict(fields))

    # What people see

    def history(self, channel: str) -> tuple[Message, ...]:
        """What everybody in the conversation sees, replies among it, oldest first. A direct message by its id."""
        with self.state.changed:
            post_due(self.state)
            return tuple(
                each for each in self.state.messages.oldest_first(self.channel(channel).id) if not each.ephemeral
            )

    def visible_to(self, user: str, channel: str) -> tuple[Message, ...]:
        """What this person sees there, ephemeral messages to them among it, oldest first."""
        with self.state.changed:
            post_due(self.state)
            reader = self.user(user)
            stored = self.state.messages.oldest_first(self._place(user, channel).id)
            return tuple(each for each in stored if each.visible_to in (None, reader.id))

    def answers(self, interaction: Interaction) -> tuple[Message, ...]:
        """What the app has said so far through this interaction's response_url or acknowledgement, as it is now."""
        with self.state.changed:
            if interaction.response_id is None:
                return ()
            ticket = self.state.tickets.ticket(interaction.response_id)
            found = (self.state.messages.get(ticket.channel, ts) for ts in ticket.answers)
            return tuple(message for message in found if message is not None)

    def message(self, channel: str, ts: str) -> Message:
        """The message as it is now; raises LookupError where there is none."""
        found = self.state.messages.get(self.channel(channel).id, ts)
        if found is None:
            raise LookupError(f"there is no message {ts} in {channel}")
        return found

    def view(self, view_id: str) -> View:
        """The view as it is now; raises LookupError where it is closed."""
        if view_id not in self.state.views:
            raise LookupError(f"there is no view {view_id}; it may be closed")
        return self.state.views[view_id]

    def home(self, user: str) -> View | None:
        return self.state.views.get(self.state.homes.get(self.user(user).id, ""))

    def modals(self, user: str) -> tuple[View, ...]:
        """The modals that this person has open, the topmost last."""
        with self.state.changed:
            return tuple(self.state.views[view_id] for view_id in self.state.modals.get(self.user(user).id, ()))

    def pins(self, channel: str) -> tuple[str, ...]:
        return tuple(self.state.pins.get(self.channel(channel).id, ()))

    def reactions(self, message: Message) -> tuple[str, ...]:
        return tuple(self.state.reactions.get((message.channel, message.ts), ()))

    def assistant_thread(self, root: Message) -> AssistantThread:
        """What the app has set for an assistant thread."""
        return self.state.assistant_threads.get((root.channel, root.ts), AssistantThread())

    @property
    def files(self) -> tuple[File, ...]:
        return tuple(self.state.files.values())

    def _place(self, user: str, channel: str) -> Channel:
        with self.state.changed:
            return people.place(self.state, self.user(user), channel)

    def _current(self, where: Message | View) -> Message | View:
        return self.view(where.id) if isinstance(where, View) else self.message(where.channel, where.ts)

    def _seen(self, user: str, where: Message | View) -> Message | View:
        current = self._current(where)
        reader = current.user if isinstance(current, View) else current.visible_to
        if reader not in (None, self.user(user).id):
            raise PersonError(f"{self.user(user).name} does not see that")
        return current

    def _modal(self, user: str, view: View) -> View:
        current = self.view(view.id)
        if current.id not in self.state.modals.get(self.user(user).id, ()):
            raise PersonError(f"{self.user(user).name} has no such modal open")
        return current

    def _act(self, user: str, where: Message | View, action: Json, values: Json) -> Interaction:
        actor, current = self.user(user), self._seen(user, where)
        if isinstance(current, View):
            return interactions.act_on_view(self.state, actor, current, action, values)
        return interactions.act_on_message(self.state, actor, current, action, values)


def _action(block: Json, element: Json, chosen: Json) -> Json:
    """An entry of a payload's `actions`: what the element shows, and what was chosen in it."""
    shown: Json = {name: element[name] for name in ("type", "action_id", "text", "value", "style") if name in element}
    return {**shown, **chosen, "block_id": block["block_id"]}
