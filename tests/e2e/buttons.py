"""Buttons of the bot's, pressed wherever they may stand."""

from bot.slack.client import web_client
from bot.slack.render import button
from bot.workspace import Message
from tests.e2e.conftest import PATIENCE, Place


def pressed(place: Place, action: str, value: str = "-", channel: str | None = None) -> Message:
    """What lena is told after she has pressed such a button, in her direct message or in a channel."""
    workspace = place.workspace
    where = channel or workspace.direct("lena").id
    client = web_client(workspace.bot_token, f"{workspace.url}/api/", answers=True)
    blocks = [{"type": "actions", "elements": [button(action, "Press", value)]}]
    client.chat_postMessage(channel=where, text="press", blocks=blocks)
    seen = len(workspace.visible_to("lena", where))
    workspace.click("lena", workspace.visible_to("lena", where)[-1], action)

    def last() -> Message | None:
        """Not the file, nor the link, that comes before what is said of it."""
        found = workspace.visible_to("lena", where)[seen:]
        return found[-1] if found and not found[-1].files and "Your private calendar:" not in found[-1].text else None

    told = workspace.wait_for(last, PATIENCE)
    assert told is not None
    return told
