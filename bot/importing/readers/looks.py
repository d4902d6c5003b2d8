"""How the elements of a page look: by their tags, their classes and the styles that stand at them."""

from __future__ import annotations

import re
from typing import Any

from bot.importing.rows import Run

STRONG = frozenset(("b", "strong"))
ASIDE = frozenset(("small", "cite", "span", "mark"))
ITALIC = frozenset(("i", "em", "cite", "dfn"))
CHECKED = frozenset(("SpellE", "GramE"))
"""The classes of words that an editor's spelling checker has marked."""
BROKEN_NUMBER = re.compile(r"\s\d\0\d(?![\d:.])")
WEIGHT = re.compile(r"font-weight:\s*(?:(?P<on>bold|[6-9]00)|normal|[1-5]00)", re.IGNORECASE)
COLOUR = re.compile(r"(?<![\w-])color:\s*(?P<colour>[#\w(),. ]+)", re.IGNORECASE)
SLANT = re.compile(r"font-style:\s*(?:(?P<on>italic|oblique)|normal)", re.IGNORECASE)


def look_of(element: Any, look: Run) -> Run:
    """The look of what an element holds, in surroundings that look like `look`."""
    tag, style = element.tag, element.get("style") or ""
    if not (element.attrib or tag in STRONG or tag in ITALIC or tag in ASIDE) or element.get("class") in CHECKED:
        return look
    plain = tag in ASIDE and not style and not element.get("lang")
    role = element.get("class") or _colour(element, style) or (tag if plain else None)
    href = element.get("href") if tag == "a" else None
    weight, slant = (WEIGHT.search(style), SLANT.search(style)) if style else (None, None)
    return Run(
        look.text,
        weight["on"] is not None if weight else look.strong or tag in STRONG,
        slant["on"] is not None if slant else look.italic or tag in ITALIC,
        href.strip() if href else look.href,
        role or look.role,
    )


def _colour(element: Any, style: str) -> str | None:
    """What sets a stretch of a line apart as a class would."""
    told = COLOUR.search(style) if style and element.tag in ASIDE else None
    named: str | None = element.get("color") if element.tag == "font" else None
    return told["colour"].strip() if told else named


def is_glued(element: Any) -> bool:
    """Whether an element stands right behind one of its kind, or any in small type, and opens with a letter or figure.

    A small letter behind another letter goes on with a word that only an editor has broken in two, and so does a figure
    behind another that stands alone. Behind bare text it needs small type, or a class of its own and a capital behind a
    small letter.
    """
    before = element.getprevious()
    begins = str(next(element.itertext(), ""))[:1]
    text = element.getparent().text if before is None else before.tail
    if text and element.tag == "small":
        return text[-1].isalnum() and begins.isalnum() and not begins.islower()
    if text:
        return text[-1].islower() and begins.isupper() and element.get("class") is not None
    alike = before is not None and element.tag in {before.tag, "small"}
    if not alike or not begins.isalnum() or begins.islower():
        return False
    around = f"{''.join(before.itertext())[-2:]}\0{''.join(element.itertext())[:3]}"
    return BROKEN_NUMBER.search(around) is None
