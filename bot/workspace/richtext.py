"""The rich_text block and the table block made of it, as checks."""

from bot.workspace.composition import ID, URL
from bot.workspace.schema import Check, Problems, array, boolean, choice, integer, record, string, tagged

STYLE = record(
    {}, dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink", "code"), boolean)
)
STYLED: dict[str, Check] = {"style": STYLE}
INLINE = tagged(
    text=record({"text": string(12_000)}, STYLED),
    link=record({"url": URL}, {**STYLED, "text": string(12_000), "unsafe": boolean}),
    emoji=record({"name": string(255)}, {"unicode": string(255), "style": STYLE}),
    user=record({"user_id": ID}, STYLED),
    usergroup=record({"usergroup_id": ID}, STYLED),
    channel=record({"channel_id": ID}, STYLED),
    broadcast=record({"range": choice("here", "channel", "everyone")}, STYLED),
    color=record({"value": string(7, pattern=r"#[0-9A-Fa-f]{6}")}, STYLED),
    date=record(
        {"timestamp": integer(0, 10**11), "format": string(255)}, {**STYLED, "url": URL, "fallback": string(3000)}
    ),
)
SECTION = record({"elements": array(INLINE, 1000)}, {})
BORDERED: dict[str, Check] = {"border": integer(0, 1)}
LIST = record(
    {"style": choice("bullet", "ordered"), "elements": array(tagged(rich_text_section=SECTION), 1000)},
    {**BORDERED, "indent": integer(0, 8), "offset": integer(0, 10_000)},
)
PARTS = tagged(
    rich_text_section=SECTION,
    rich_text_list=LIST,
    rich_text_preformatted=record({"elements": array(INLINE, 1000)}, BORDERED),
    rich_text_quote=record({"elements": array(INLINE, 1000)}, BORDERED),
)
RICH_TEXT = record({"elements": array(PARTS, 1000, least=0)}, {"block_id": ID})

CELL = tagged(raw_text=record({"text": string(3000)}, {}), rich_text=RICH_TEXT)
COLUMN = record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})


def column(value: object, pointer: str) -> Problems:
    """A column's settings; null leaves them as they are."""
    return iter(()) if value is None else COLUMN(value, pointer)


TABLE = record({"rows": array(array(CELL, 20), 100)}, {"block_id": ID, "column_settings": array(column, 20)})
