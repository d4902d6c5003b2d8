"""Block Kit's composition objects (texts, options, confirmations) with Slack's documented limits, as checks."""

from collections.abc import Mapping

from bot.workspace.schema import Check, Problems, array, boolean, choice, problem, record, string, tagged

ID = string(255)
URL = string(3000, pattern=r"[a-z][a-z0-9+.-]*:.+")
WEB_URL = string(3000, pattern=r"https?://.+")
DATE = string(10, pattern=r"\d{4}-\d\d-\d\d")
TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")


def plain(longest: int) -> Check:
    return tagged(plain_text=record({"text": string(longest)}, {"emoji": boolean}))


def text(longest: int) -> Check:
    return tagged(
        plain_text=record({"text": string(longest)}, {"emoji": boolean}),
        mrkdwn=record({"text": string(longest)}, {"verbatim": boolean}),
    )


CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)


def unique_values(value: Mapping[str, object], pointer: str) -> Problems:
    seen: set[object] = set()
    options = value.get("options")
    for index, option in enumerate(options if isinstance(options, list) else ()):
        chosen = option.get("value") if isinstance(option, dict) else None
        if chosen in seen:
            yield problem(f"option values must be unique: {chosen}", f"{pointer}/options/{index}/value")
        seen.add(chosen)


def initial_is_offered(value: Mapping[str, object], pointer: str) -> Problems:
    offered = [*_list(value, "options")]
    for group in _list(value, "option_groups"):
        offered += _list(group, "options") if isinstance(group, dict) else []
    for name in ("initial_option", "initial_options"):
        chosen = value.get(name, [])
        for option in chosen if isinstance(chosen, list) else [chosen]:
            if option not in offered:
                yield problem("must be one of the options, exactly", f"{pointer}/{name}")


def _list(value: Mapping[str, object], name: str) -> list[object]:
    items = value.get(name)
    return items if isinstance(items, list) else []


PLAIN_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
OPTION = record({"text": text(75), "value": string(150)}, {"description": text(75)})
OPTION_GROUP = record({"label": plain(75), "options": array(PLAIN_OPTION, 100)}, {}, unique_values)
