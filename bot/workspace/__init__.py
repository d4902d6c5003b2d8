"""A Slack workspace on this machine, for the demo, rehearsals and tests."""

from bot.workspace.clock import SimulatedClock
from bot.workspace.errors import DispatchFailedError, PersonError
from bot.workspace.faults import Fault
from bot.workspace.interactions import Interaction
from bot.workspace.manifest import Manifest
from bot.workspace.rates import UNLIMITED, Rates
from bot.workspace.recording import Call
from bot.workspace.server import serve
from bot.workspace.values import Channel, File, Message, User, UserGroup, View
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
