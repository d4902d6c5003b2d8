"""Messages as a rehearsal shows them: marked, mentioning nobody, with nothing to be pressed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.phrases import Moment, Zones
from bot.slack.rehearsal import marked_message
from bot.slack.render import SlackMessage, note, section

ZONES = Zones(ZoneInfo("Europe/Berlin"))
MARK = ("To <#x> at ", Moment(datetime(2026, 3, 29, 1, 20, tzinfo=UTC)))
LINE = "To &lt;#x&gt; at 03:20 CEST (<!date^1774747200^{time}|03:20 CEST> for you)"
NAMES = {"U1": "Ada & Co"}


def marked(text: str, *blocks: dict[str, object]) -> SlackMessage:
    return marked_message(SlackMessage(text, blocks), MARK, ZONES, lambda user: NAMES.get(user, user))


def test_message_stands_below_its_mark() -> None:
    block = section("A *talk* in <https://example.org|a room>")
    assert marked("A talk", block) == SlackMessage(f"{LINE}\nA talk", (note(LINE), block))


def test_mentions_are_names_that_notify_nobody() -> None:
    text = "<@U1>, <@U2|two>, <!here>, <!channel|channel>, <!subteam^S1|@staff>, <!subteam^S2> and @everyone"
    quiet = "@⁠Ada &amp; Co, @⁠U2, @⁠here, @⁠channel, @⁠staff, @⁠group and @⁠everyone"
    message = marked(text, section(text), note(text))
    assert message == SlackMessage(f"{LINE}\n{quiet}", (note(LINE), section(quiet), note(quiet)))


def test_mentions_of_rich_text_are_text() -> None:
    def block(*elements: dict[str, str]) -> dict[str, object]:
        return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}

    loud = block(
        {"type": "user", "user_id": "U1"},
        {"type": "broadcast", "range": "channel"},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "text", "text": "a"},
    )
    texts = ("@⁠Ada & Co", "@⁠channel", "@⁠group", "a")
    assert marked("a", loud).blocks[1] == block(*({"type": "text", "text": text} for text in texts))


def test_buttons_and_menus_are_told_and_cannot_be_pressed() -> None:
    plain = {"type": "plain_text", "text": "On my <way>"}
    button = {"type": "button", "action_id": "a", "text": plain}
    menu = {"type": "static_select", "action_id": "b", "placeholder": {"type": "plain_text", "text": "1–5"}}
    actions = {"type": "actions", "elements": [button, menu]}
    message = marked("a", {**section("a"), "accessory": menu}, actions)
    told = note("Buttons, not to be pressed here: On my &lt;way&gt; · 1–5")
    assert message.blocks == (note(LINE), section("a"), told)
