"""Cells, rows and terms that are not closed, as in pages written by hand: closed, on the lines where they stand.

The parser nests a cell into an unclosed bold text of the cell before it, and a term into the term before it, which
browsers do not.
"""

import re

TAG = re.compile(r"<(/?)(table|tr|td|th|dl|dt|dd)\b[^<>]*>", re.IGNORECASE)
CELLS, TERMS = frozenset(("td", "th")), frozenset(("dt", "dd"))
ENDED_BY_START = {"td": CELLS, "th": CELLS, "tr": CELLS | {"tr"}, "dt": TERMS, "dd": TERMS}
ENDED_BY_END = {"tr": CELLS, "table": CELLS | {"tr"}, "dl": TERMS}
INLINE = "</b></i></u></em></strong></font></a></span></tt></small>"


def closed(text: str) -> str:
    """The page with the ends of cells and rows written out; as it is where none is missing."""
    written: list[str] = []
    stack: list[str] = []
    place = 0
    for tag in TAG.finditer(text):
        name = tag[2].lower()
        ends = _ends(stack, name, is_end=bool(tag[1]))
        if ends:
            written.extend((text[place : tag.start()], INLINE, *(f"</{end}>" for end in ends)))
            place = tag.start()
        if not tag[1]:
            stack.append(name)
        elif name in stack:
            stack.pop()
    return "".join((*written, text[place:])) if written else text


def _ends(stack: list[str], name: str, *, is_end: bool) -> list[str]:
    """What a tag ends that was not ended; taken off the stack."""
    ended = (ENDED_BY_END if is_end else ENDED_BY_START).get(name, frozenset())
    found = []
    while stack and stack[-1] in ended and (not is_end or name in stack):
        found.append(stack.pop())
    return found
