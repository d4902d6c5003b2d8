"""Tabs of a page: their labels stand in one row, though each heads a panel of its own further down."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

TARGETS = ("aria-controls", "data-bs-target", "data-target", "data-tab", "href", "onclick")
"""What names the panel that a label shows, the surest first."""
NAMED = re.compile(r"#?([\w:.-]+)|.*?\(.*?['\"]([\w:.-]+)['\"]\s*\).*", re.DOTALL)
TAB = re.compile(r"\btab(?!le)|\bpill|tabs?\b", re.IGNORECASE)
FEWEST, NEAREST = 2, 3


def headed(root: Any) -> None:
    """Put each label at the top of the panel that it shows, as a line in bold."""
    panels = {element.get("id"): element for element in root.iterfind(".//*[@id]")}
    labels = [(label, panels[name]) for label, name in _labels(root) if name in panels]
    if len({id(panel) for _, panel in labels}) < FEWEST:
        return
    for label, panel in labels:
        if label is not panel and label not in panel.iterancestors() and panel not in label.iterancestors():
            heading = etree.Element("p")
            etree.SubElement(heading, "b").text = " ".join(" ".join(label.itertext()).split())
            heading.sourceline, heading.tail, panel.text = panel.sourceline, panel.text, None
            heading[0].sourceline = panel.sourceline
            panel.insert(0, heading)
            label[:], label.text = [], None


def _labels(root: Any) -> Iterator[tuple[Any, str]]:
    for element in root.iter("a", "button", "li", "label", "div", "span"):
        named = next((value for key in TARGETS if (value := element.get(key))), None)
        match = NAMED.fullmatch(named.strip()) if named else None
        if match and _is_tab(element):
            yield element, match[1] or match[2]


def _is_tab(element: Any) -> bool:
    """Whether an element, or what holds it closely, says that it is a tab."""
    near, held = [element], element
    while len(near) <= NEAREST and (held := held.getparent()) is not None:
        near.append(held)
    said = (each.get(key) for each in near for key in ("role", "class", "data-toggle", "data-bs-toggle"))
    return any(TAB.search(each) for each in said if each)
