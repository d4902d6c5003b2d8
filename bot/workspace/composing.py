"""What Slack makes of what people type: tokens in the text, and the rich_text block beside it."""

import re
from collections.abc import Iterator

from bot.workspace.errors import Json
from bot.workspace.state import State

# Without "https://" Slack takes for an address what ends as addresses do; these are the endings that are known here.
ENDINGS = "com|org|net|edu|gov|info|io|ai|dev|eu|de|ch|fr|nl|uk|ca|jp"
TAIL = r"[^\s<>]*[^\s<>.,;:!?)]"
NAMED = "|".join(
    (
        rf"(?P<link>https?://{TAIL})",
        r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
        rf"(?<![\w@/.:-])(?P<bare>(?:[a-z0-9-]+\.)+(?:{ENDINGS})(?!\.?[\w-])(?:/{TAIL})?)",
        r"(?<![\w.])@(?P<user>[\w.-]*[^\W_])",
        r"(?<![\w&])#(?P<channel>[\w-]*[^\W_])",
    )
)
TYPED = re.compile(NAMED)
BROADCASTS = ("here", "channel", "everyone")
MARKS = {"bold": r"\*", "italic": "_", "strike": "~", "code": "`"}
STYLED = "|".join(rf"{mark}(?P<{name}>(?!\s)[^\n{mark}]+(?<!\s)){mark}" for name, mark in MARKS.items())
PIECE = re.compile(rf"{NAMED}|(?<![\w*_~`])(?:{STYLED})(?!\w)|(?<!\w):(?P<emoji>[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*):")


def typed(state: State, text: str, *, named: bool = False) -> str:
    """Text as Slack passes on what was typed: `& < >` escaped; @names, #channels and addresses turned into tokens.

    `named`: people and groups with their name, as in commands.
    """

    def token(match: re.Match[str]) -> str:
        span = _span(state, match)
        match span.get("type"):
            case "user":
                return _token(f"@{span['user_id']}", match["user"], named=named)
            case "usergroup":
                return _token(f"!subteam^{span['usergroup_id']}", f"@{match['user']}", named=named)
            case "channel":
                return _token(f"#{span['channel_id']}", match["channel"], named=True)
            case "broadcast":
                return f"<!{span['range']}>"
            case "link":
                return _token(span["url"], span.get("text", ""), named="text" in span)
            case _:
                return match[0]

    return TYPED.sub(token, escaped(text))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rich_text(state: State, text: str) -> Json:
    """The block that Slack puts beside the text of every message that somebody types."""
    section = {"type": "rich_text_section", "elements": list(_spans(state, text, {}))}
    return {"type": "rich_text", "block_id": state.new_id("b"), "elements": [section]}


def _spans(state: State, text: str, style: Json) -> Iterator[Json]:
    end = 0
    for match in PIECE.finditer(text):
        spans = list(_made(state, match, style))
        if spans:
            yield from _plain(text[end : match.start()], style)
            yield from spans
            end = match.end()
    yield from _plain(text[end:], style)


def _made(state: State, match: re.Match[str], style: Json) -> Iterator[Json]:
    """What one piece becomes; nothing where it is text after all."""
    marked = next((name for name in MARKS if match[name]), None)
    if marked == "code":
        yield from _plain(match[marked], {**style, marked: True})
    elif marked:
        yield from _spans(state, match[marked], {**style, marked: True})
    elif match["emoji"]:
        yield {"type": "emoji", "name": match["emoji"]}
    else:
        span = _span(state, match)
        if span:
            yield span | ({"style": style} if style else {})


def _plain(text: str, style: Json) -> Iterator[Json]:
    if text:
        yield {"type": "text", "text": text} | ({"style": style} if style else {})


def _span(state: State, match: re.Match[str]) -> Json:
    """The person, group, channel or address that is named; {} where nothing has that name."""
    name, channel_name = match["user"], match["channel"]
    if match["link"]:
        return {"type": "link", "url": match["link"]}
    if match["mail"] or match["bare"]:
        return {"type": "link", "url": f"{'mailto:' if match['mail'] else 'http://'}{match[0]}", "text": match[0]}
    channel = state.directory.find_channel(channel_name) if channel_name else None
    if channel:
        return {"type": "channel", "channel_id": channel.id}
    user = state.directory.find_user(name) if name else None
    if user:
        return {"type": "user", "user_id": user.id}
    group = next((each for each in state.directory.groups.values() if each.handle == name), None)
    if group:
        return {"type": "usergroup", "usergroup_id": group.id}
    return {"type": "broadcast", "range": name} if name in BROADCASTS else {}


def _token(target: str, name: str, *, named: bool) -> str:
    return f"<{target}|{name}>" if named else f"<{target}>"
