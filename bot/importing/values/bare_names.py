"""A name without what stands around it: titles, degrees, the marks of footnotes, and those who are not named."""

from __future__ import annotations

import re

from bot.importing.values.eastern import HONORIFIC, is_eastern
from bot.importing.values.words import has_any

TITLES = re.compile(
    r"^(?:emerit(?:us|a)|(?:assoc(?:iate)?\.?|asst\.?|assistant|adjunct|emerit(?:us|a))?\s*prof(?:essor|\.?ª|\.?(?:ssa|a|in))?\.?|"
    r"dr\.?(?:-ing\.?)?|mr|mrs|mag|judge|richter(?:in)?(?: am \w+)?|rechtsanw(?:alt|ältin)|ministerialr(?:at|ätin)|"
    r"dipl\.?-?(?:ing|inf|math|phys|wirt-?ing)|(?:jun|univ|apl)\.-?\s?prof|a/prof|dean(?=\s+[^\s,]+\s+(?!and\b|&)[^\W\d_])|provost|rector|pd|eng|ing|ir|lic|"
    r"mtr[ao]|dr[ao]|drs|sra?|d\.?ª|frau|herr|hr|mme|mlle|pr|dott(?:\.?ssa)?|mevr|dhr|m\.?sc|b\.?sc|ms|mgr|capt|sir|dame|lord|"
    r"lady|baron(?:ess)?|hon|des)(?:\.|\s)\s*",
    re.IGNORECASE,
)
DEGREES = re.compile(
    r",?\s*\b(?:ph\.?\s?d\.?|ll\.\s?[mb]\.?(?:\s\([^()]+\))?|m\.?d\.?|msc|[mb]\.(?:sc|a|eng)\.?|mba|esq\.?|"
    r"d\.?phil\.?)(?=\W|$)",
    re.IGNORECASE,
)
DEGREED = ("phd", "ph.", "ph d", "md", "m.", "msc", "b.", "mba", "esq", "dphil", "d.phil", "ll.")
"""Of which every text in lower case has one that `DEGREES` finds something in."""
ABBREVIATED = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|[A-Z][hr])$")
ET_AL = re.compile(r"[,;]?\s*(?:\bet\.? al\b\.?|\band others|\band colleagues|…|\.\.\.)", re.IGNORECASE)
OTHERS = ("et al", "et. al", "others", "colleagues", "…", "...")
"""Of which every text in lower case has one that `ET_AL` finds something in."""
MARKS = re.compile(r"(?<=[^\W\d_])[\d*†‡§¶¹²³⁴⁵,]*(?:[\d*†‡§¶¹²³⁴⁵])(?![^\W_])|[*†‡§¶¹²³]")
MARK = re.compile(r"[\d*†‡§¶¹²³⁴⁵]")
"""What every text has in which there are such."""


def without_others(text: str) -> str:
    return ET_AL.sub("", text) if has_any(text.lower(), OTHERS) else text


def without_degrees(text: str) -> str:
    return DEGREES.sub("", text) if has_any(text.lower(), DEGREED) else text


def bare_name(text: str) -> str:
    """A name without titles, footnote marks and handles."""
    plain = trimmed(MARKS.sub("", text) if MARK.search(text) else text)
    while (stripped := TITLES.sub("", plain)).strip() and stripped != plain:
        plain = stripped
    return " ".join((HONORIFIC.sub("", plain) if is_eastern(plain) else plain).split())


def trimmed(text: str) -> str:
    """A text without the marks around it; the full stop of an initial or an abbreviation is no such mark."""
    plain = text.strip(" .,:;–—-\"“”@'")
    dotted = f"{plain}."
    return dotted if dotted in text and ABBREVIATED.search(plain) else plain
