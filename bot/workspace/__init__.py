"""A Slack workspace on this machine, for the demo, rehearsals and tests; it imports nothing else of the bot.

It speaks Slack's Web API and Socket Mode, so that the real SDK and a real Bolt app work on it, refuses what Slack
refuses, limits rates, and misbehaves on request.

    workspace = Workspace(("general", "mlforsystems-2020"), manifest=Path("deploy/manifest.yaml"), paused=True)
    with serve(workspace) as address:                     # "http://127.0.0.1:…"; all of it ends with the block
        client = WebClient(token=workspace.bot_token, base_url=f"{address}/api/")
        ...                                               # SocketModeHandler(App(client=client), workspace.app_token)
        workspace.wait_connected()
        asked = workspace.command("kenji", "#general", "/usher today")
        reply = workspace.wait_for(lambda: workspace.answers(asked))[0]
        workspace.click("kenji", reply, "star", value="t1")

Making it
    Workspace(channels=("general", "random"), *, manifest: Manifest | Path | None, scopes: Iterable[str] | None,
              start: datetime | None, speed=1.0, paused=False, rates: Rates | None (UNLIMITED for none),
              record: Path | None, ack_seconds=3.0, retry_delays=(0.0, 60.0, 300.0), monotonic=time.monotonic)
    serve(workspace, port=0, host="127.0.0.1") -> context manager of the address; OSError where the port is taken
    .add_user(name, real_name, tz, *, is_admin=False, is_owner=False, everywhere=True) -> User
        somebody who has always been there: no event; `everywhere`: in all public channels there are
    .arrive(name, real_name, tz) -> User     .deactivate(user) -> User       as team_join, user_change tell of it
    .set_roles(user, *, is_admin, is_owner=False) -> User                    user_change
    .uninstall()                             tokens_revoked, app_uninstalled; the token is refused from then on
    .add_channel(name, *, private=False, members=None, bot=True) -> Channel      members None: everybody
    .add_group(handle, name, users) -> UserGroup    .join(user, channel)    .leave(user, channel)    .archive(channel)
    People from the start: olivia (admin, America/Toronto), kenji (Asia/Tokyo), lena (Europe/Berlin),
    priya (Asia/Kolkata), sam (America/Los_Angeles); and the bot, under the manifest's name.
    A user is named by name or id, a channel by "#name", "name" or id, a direct message with the bot by "@kenji".
    .url  .bot_token  .app_token  .bot  .user(name)  .channel(name)  .direct(user) -> Channel

What people do
    .say(user, channel, text, thread_ts=None, *, files={name: bytes}) -> Message
        typed: "@usher", "#general" and addresses become tokens; files are dropped on the conversation
    .rewrite(user, message, text) -> Message    .take_back(user, message)
    .command(user, channel, "/usher today") -> Interaction           waits for the acknowledgement, as do the next five
    .click(user, message_or_view, action_id, choice=None, *, block_id=None, value=None, answers=None) -> Interaction
    .submit(user, view, answers: {action_id: value} | None) -> {block_id: words}      {} where the app took it
    .close(user, view, *, whole_stack=False)    .shortcut(user, callback_id, message=None) -> Interaction
    .options(user, message_or_view, action_id, typed="") -> tuple[option, ...]       what an external select offers
    .act(...), .submit_values(...)                            the same with Slack's payloads ready made
    .craft(user, kind, **fields) -> acknowledgement           a payload that Slack would not send
    .open_home(user, tab="home")    .set_zone(user, tz) -> User
    .start_assistant_thread(user, context=None) -> Message    .change_assistant_context(user, root, context)
    They raise PersonError for what Slack's client would not do, DispatchFailedError where the app did not acknowledge.

What people see
    .history(channel) -> tuple[Message, ...]                  oldest first, replies among it, without ephemeral ones
    .visible_to(user, channel) -> tuple[Message, ...]         with the ephemeral ones to that person
    .answers(interaction) -> tuple[Message, ...]              what came by its acknowledgement and response_url
    .message(channel, ts)  .home(user) -> View | None  .modals(user) -> tuple[View, ...]  .view(view_id)
    .pins(channel) -> tuple[ts, ...]  .reactions(message)  .assistant_thread(root)
    .files -> tuple[File, ...]                                name, content, user, shares, deleted
    .calls -> tuple[Call, ...]                                every API call: at, method, arguments, response, fault

Time, waiting and misbehaving
    .clock: now(), jump(to), advance(by), set_speed(speed), pause(), resume(), speed, paused
    .wait_for(condition, timeout=5.0) -> the condition's first true value; TimeoutError
    .wait_connected(connections=1, timeout=5.0)    .connected    .sockets.connections
    .misbehave(Fault(fault, method="*", times=1, seconds=1.0, retry_after=1))    .behave()
        of calls: "429", "500", "reset_before", "reset_after", "slow"; of sockets: "duplicate_event",
        "duplicate_envelope", and at once "disconnect" (Slack asks for it) and "hang_up" (without notice)
    Rates(enabled=True, tiers={1: 1, 2: 20, 3: 50, 4: 100}, bursts={1: 10, 2: 20, 3: 50, 4: 100},
          channel_per_second=1.0, channel_burst=4, workspace_per_second=10.0, workspace_burst=20)
"""

from bot.workspace.clock import SimulatedClock
from bot.workspace.errors import DispatchFailedError, PersonError
from bot.workspace.faults import Fault
from bot.workspace.file import File
from bot.workspace.interactions import Interaction
from bot.workspace.manifest import Manifest
from bot.workspace.rates import UNLIMITED, Rates
from bot.workspace.recording import Call
from bot.workspace.server import serve
from bot.workspace.values import Channel, Message, User, UserGroup, View
from bot.workspace.workspace import Workspace

__all__ = [
    "UNLIMITED",
    "Call",
    "Channel",
    "DispatchFailedError",
    "Fault",
    "File",
    "Interaction",
    "Manifest",
    "Message",
    "PersonError",
    "Rates",
    "SimulatedClock",
    "User",
    "UserGroup",
    "View",
    "Workspace",
    "serve",
]
