"""Lines outside of tables → slots: lists, paragraphs, headings, grids of divs, definition lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from bot.importing.interpreter.gathering import Gathering
from bot.importing.interpreter.leads import is_prose
from bot.importing.interpreter.readings import readings
from bot.importing.interpreter.slots import (
    Context,
    Slot,
    labelled,
    states_start,
)
from bot.importing.interpreter.tables import is_not_held
from bot.importing.interpreter.units import FEWEST, FEWEST_LASTING, LONGEST_HEAD, UNSAID, Unit, length_of
from bot.importing.values.headings import is_no_session, names_part_of_page
from bot.importing.values.names import LIKELY
from bot.importing.values.words import ABSTRACT_LEAD, LINK_KINDS, is_one_of


def slots_of(units: Sequence[Unit], above: Context, wanted: frozenset[int]) -> list[Slot]:
    """The slots of a page's lines, in order; `wanted` are the places of lines that may be of a schedule."""
    timed = [place for place, unit in enumerate(units) if unit.is_timed and place in wanted]
    timed = [place for place in timed if not units[place].in_dates] or timed
    timed = _in_one_place(_within_day(timed, units), units)
    dated = [place for place, unit in enumerate(units) if unit.is_dated and place in wanted and _is_entry_date(unit)]
    lasting = [place for place in sorted(wanted) if not units[place].is_timed and length_of(units[place])]
    entries = [place for place in timed if not _states_start(units[place])]
    depths = {_depth(units[place]) for place in entries}
    lasting = [place for place in lasting if depths <= {_depth(units[place])}]
    if len(lasting) >= max(FEWEST_LASTING, len(entries)):
        starters = sorted({*lasting, *entries})
    elif len(timed) >= max(1, len(bare := _unfollowed(dated, timed))) and not _are_within(timed, dated, bare):
        starters = timed
    else:
        dated = [place for place, unit in enumerate(units) if place in wanted and _is_entry_date(unit)]
        described = _described(units, frozenset(dated)) if len(dated) >= FEWEST or not dated else []
        days = _with_hours(dated, units) if len(dated) >= FEWEST else ()
        starters = sorted({*chain.from_iterable(days), *described})
    depths = {_depth(units[place]) for place in timed}
    unsaid = (place for place in wanted if _is_unsaid(units[place], depths) and not units[place - 1].is_bare)
    starters = sorted({*starters, *unsaid})
    starters = _outermost(starters, units)
    found = Gathering(units, starters, above, wanted).slots() if starters else []
    return [slot for slot in found if slot.span or slot.moment or not is_not_held(slot)]


def _outermost(starters: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """Without those in a list within another's item, which are its talks, unless lists go on deeper."""
    holders = {units[place].path: place for place in starters if units[place].line.item}
    holder_of: dict[int, int] = {}
    for place in starters:
        path = units[place].path
        outer = (holders[path[:depth]] for depth in range(len(path) - 1, 0, -1) if path[:depth] in holders)
        if (holder := next(outer, None)) is not None:
            holder_of[place] = holder
    deep = {holder_of[holder] for holder in holder_of.values() if holder in holder_of}
    inner = {place for place, holder in holder_of.items() if holder not in deep and holder not in holder_of}
    return [place for place in starters if place not in inner]


def _in_one_place(timed: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """Without the few lines that end with a time where most begin with theirs, or begin sentences in other places."""
    leading = [place for place in timed if _leads(units[place])]
    depths = {_depth(units[place]) for place in leading if not is_prose(units[place].line.text)}
    leading = [place for place in leading if _depth(units[place]) in depths]
    return leading if len(leading) >= max(FEWEST_LASTING, 2 * (len(timed) - len(leading))) else list(timed)


def _within_day(timed: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """Without a day with its hours that stands above entries without days: when all of it is, no entry of it.

    Nor a day of the week with its hour above entries that tell their days.
    """
    dated = [place for place in timed if (when := units[place].when) and when.day]
    if len(dated) >= FEWEST:
        timed = [place for place in timed if place > dated[0] or _is_dated(units[place])]
    dayless = [place for place in timed if not _says_day(units[place])]
    if len(dayless) * 2 <= len(timed):
        return list(timed)
    return [place for place in timed if not (_says_day(units[place]) and place < dayless[0])]


def _is_dated(unit: Unit) -> bool:
    """Whether a line tells its day, or nothing of days at all."""
    return unit.when is None or unit.when.day is not None or unit.when.weekday is None


def _says_day(unit: Unit) -> bool:
    return bool(unit.when and unit.when.says_day)


def _leads(unit: Unit) -> bool:
    return bool(unit.level or unit.line.moment or (unit.when and unit.when.leads))


def _is_unsaid(unit: Unit, depths: set[tuple[int, int]]) -> bool:
    """Whether a line is an entry like the timed ones, whose time is still to come ("TBA — Dinner")."""
    return not unit.when and depths == {_depth(unit)} and UNSAID.match(unit.line.text) is not None


def _depth(unit: Unit) -> tuple[int, int]:
    """How deep a line stands: of lines that stand equally deep, none is a part of the other's entry."""
    return len(unit.path), unit.line.depth


def _states_start(unit: Unit) -> bool:
    """Whether a time is that at which a part of the programme begins rather than one of its entries."""
    heads = unit.level > 0 and not (unit.when and unit.when.leads)
    return heads or states_start(unit.line.text) is not None


def _unfollowed(dated: Sequence[int], timed: Sequence[int]) -> list[int]:
    """The dates under which no time stands before the next date: entries themselves, not headings of a day."""
    bounds = [*dated[1:], 10**9]
    times = [bisect_right(timed, place) for place in dated]
    return [
        place
        for place, bound, time in zip(dated, bounds, times, strict=False)
        if time == len(timed) or timed[time] >= bound
    ]


def _with_hours(dated: Sequence[int], units: Sequence[Unit]) -> Iterator[list[int]]:
    """Each date, or the times of several entries that stand right below it."""
    for place, bound in pairwise((*dated, len(units))):
        timed = [each for each in range(place + 1, bound) if units[each].is_timed and _leads(units[each])]
        heads = len(timed) >= FEWEST and timed[0] == place + 1 and not units[place].says_more
        yield timed if heads else [place]


def _are_within(timed: Sequence[int], dated: Sequence[int], bare: Sequence[int]) -> bool:
    """Whether times stand within few of the dated entries only: of most there is none, nor many elsewhere."""
    return len(dated) < 2 * len(bare) and len(timed) < 2 * len(bare)


def _described(units: Sequence[Unit], dated: frozenset[int]) -> list[int]:
    """Where talks without a date begin: the one or two short lines above an abstract, unless a date leads them."""
    found: list[int] = []
    for place, unit in enumerate(units):
        lead = ABSTRACT_LEAD.match(unit.line.text)
        if not lead or not lead["abstract"] or unit.level or any(map(_is_title, units[max(place - 3, 0) : place])):
            continue
        first = place
        while first > 0 and place - first < 3 and _is_of_head(units[first - 1], unit):
            first -= 1
        above = first
        while above > 0 and above not in dated and (units[above - 1].is_timed or labelled(units[above - 1].line.text)):
            above -= 1
        if first < place and not dated.intersection(range(above - 1, place)):
            found.append(first)
    return found if len(found) >= FEWEST else []


def _is_title(unit: Unit) -> bool:
    """Whether a heading is what something is called, and no part of the page."""
    return unit.level > 0 and not names_part_of_page(unit.line.text)


def _is_of_head(unit: Unit, abstract: Unit) -> bool:
    text = unit.line.text
    return (
        unit.path == abstract.path
        and not unit.level
        and not unit.when
        and len(text) <= LONGEST_HEAD * 2
        and not is_one_of(text, LINK_KINDS)
    )


def _is_entry_date(unit: Unit) -> bool:
    when = unit.when
    return bool(when and when.leads and when.day and (not is_no_session(unit.line.text) or _names_talk(when.rest.text)))


def _names_talk(text: str) -> bool:
    """Whether a text names people beside a title, whatever the words of that are ("Ada Byron: An update on kites")."""
    return any(each.title and each.people.score >= LIKELY for each in readings(text))
