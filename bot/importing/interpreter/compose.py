"""The lines whose meaning nothing says → title, people, affiliations and text, read with the habits of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.importing.interpreter.habits import FEWEST_ALIKE, Habits, best_reading
from bot.importing.interpreter.leads import is_bare_lead, is_prose, lead_of
from bot.importing.interpreter.page import Free, Page
from bot.importing.interpreter.readings import BELIEVED, MANY, UNSPOKEN, Reading
from bot.importing.interpreter.talk import Talk, affiliate, kind_of_words
from bot.importing.values.names import FAINT, LIKELY, is_affiliation
from bot.importing.values.people import NOBODY_NAMED, people_in
from bot.importing.values.words import has_any, is_one_of, is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind

MOST_KIND_WORDS, MOST_REMARKED = 3, 2
HELD = frozenset({Kind.OPENING, Kind.CLOSING})
"""Where a line that may be people hardly is anything else."""
FOLLOWED, TITLED, MAYBE_TITLED = 0.4, 0.2, 0.1
"""What makes it likelier that a lead-in is followed by people: that it says so; another line that is a title."""
NAMED_LECTURE = re.compile(
    r"(?:(?:[A-ZÀ-Þ][\w.'’&-]*|\d+(?:st|nd|rd|th)|of|and|the|de|von|van)\s+)+"
    r"(?:(?:[Ll]ecture|[Aa]ddress|[Oo]ration|[Cc]olloquium)(?:\s(?:in|on|for)\s(?:[A-ZÀ-Þ][\w'’-]*\s?|and\s|of\s|the\s)+)?|"
    r"\S*[Vv]orlesung|\S*[Ll]ezing|\S*[Ff]öreläsning)(?:\s\d{4})?"
)
"""An occasion that is called after somebody or something, where another line is the title."""
LECTURES = ("ecture", "ddress", "ration", "olloquium", "orlesung", "ezing", "öreläsning")
"""Of which every `NAMED_LECTURE` has one."""
FEWEST = 2
"""Lines, and talks, of which a slot that holds several has as many at least."""


def several(free: Sequence[Free], page: Page) -> list[Talk]:
    """The talks of a slot that holds several: as many lines that name people beside a title, or pairs of lines."""
    if len(free) < FEWEST or any(is_prose(each.text) and not page.reading(each.text).persons for each in free):
        return []
    if len(free) == FEWEST and any(people_in(each.text).score >= LIKELY for each in free):
        return []
    read = [page.reading(each.text) for each in free]
    both = [reading for reading in read if reading.persons and reading.title and reading.title != reading.way]
    if len(both) >= FEWEST and len(both) >= len(free) - 1:
        return container([of_reading(reading, each) for reading, each in zip(read, free, strict=True)])
    if len(free) < FEWEST * FEWEST:
        return []
    skipped = len(free) % FEWEST
    ones, others = free[skipped::FEWEST], free[skipped + 1 :: FEWEST]
    if not skipped and _are_people(ones, others, page):
        ones, others = others, ones
    if not _are_people(others, ones, page):
        return []
    talks = [of_pair(*pair) for pair in zip(ones, others, strict=True)]
    return container([Talk(free[0].line, free[0].text), *talks]) if skipped else talks


def _are_people(free: Sequence[Free], titles: Sequence[Free], page: Page) -> bool:
    """Whether every other line is likely to name people, and those between name none."""
    told = any(map(page.is_people, free)) or all(people_in(each.text).score <= FAINT for each in titles)
    likely = all(people_in(each.text).score >= LIKELY for each in free)
    return told and likely and not any(map(page.is_people, titles))


def container(talks: list[Talk]) -> list[Talk]:
    """Nested in the first where that only says what they are ("Contributed talks:"), or alone has no speaker."""
    first, *rest = talks
    alone = len(rest) >= FEWEST and all(talk.speakers for talk in rest)
    if (first.is_container or alone) and not first.speakers and rest:
        first.talks = rest
        return [first]
    return talks


def of_pair(title: Free, people: Free) -> Talk:
    lead = lead_of(title.text)
    text = lead[2] if lead and lead[2] else title.text
    return Talk(min(title.line, people.line), text, lead[0] if lead else None, list(people_in(people.text).persons))


def of_reading(reading: Reading, free: Free) -> Talk:
    named = reading.persons if reading.title or reading.people.score > FAINT else ()
    talk = Talk(free.line, reading.title or free.text, reading.kind, list(named))
    talk.said_title = reading.title is not None or not named
    return talk


def compose(talk: Talk, free: Sequence[Free], page: Page) -> None:
    """Read the lines that are left, in order, into the talk."""
    titled = bool(talk.title)
    rest: list[Free] = []
    after_people = False
    unspoken = kind_of_title(talk.title) in UNSPOKEN if titled else bool(free) and kind_of_title(free[0].text).is_break
    may_name = [each for each in free if not (unspoken or _is_named_lecture(each.text))]
    pure = {id(each): persons for each in may_name if (persons := page.persons(each))}
    known = bool(pure or talk.speakers)
    for each in free:
        lead = lead_of(each.text)
        if is_prose(each.text) and (titled or rest or talk.speakers):
            talk.abstract = "\n".join(filter(None, (talk.abstract, each.text)))
        elif id(each) in pure and (titled or len(free) > 1 or talk.title):
            talk.speakers.extend(pure[id(each)])
            after_people = True
            continue
        elif (
            after_people
            and talk.speakers
            and page.is_affiliation(each, alone=not titled and not others(free, each, frozenset(pure)))
        ):
            affiliate(talk.speakers, [each.text])
        elif is_bare_lead(each.text):
            talk.kind = kind_of_words(each.text)
            rest.append(each)
        elif (
            lead
            and (people := people_in(lead[2])).persons
            and people.score + (FOLLOWED if lead[3] else 0.0 if known else _told_beside(free, each, titled=titled))
            >= BELIEVED
        ):
            talk.kind = lead[0]
            talk.speakers.extend(people.persons)
            rest.append(replace_free(each, lead=True))
            after_people = True
            continue
        else:
            rest.append(each)
        after_people = after_people and page.is_affiliation(each)
    title(talk, rest, page)


def _is_named_lecture(text: str) -> bool:
    return has_any(text, LECTURES) and NAMED_LECTURE.fullmatch(text) is not None


def _told_beside(free: Sequence[Free], one: Free, *, titled: bool) -> float:
    """What it adds to a line's likeness to people that another line is the title, or at least may be."""
    beside = [each.text for each in free if each is not one]
    untold = [text for text in beside if people_in(text).persons or is_prose(text) or is_affiliation(text)]
    return TITLED if len(untold) < len(beside) else MAYBE_TITLED if titled or beside else 0.0


def others(free: Sequence[Free], one: Free, pure: frozenset[int]) -> bool:
    """Whether another line than this could be the title."""
    return any(
        each is not one
        and id(each) not in pure
        and not is_prose(each.text)
        and not (lead_of(each.text) or ("", "", ""))[2]
        for each in free
    )


def replace_free(free: Free, *, lead: bool) -> Free:
    return Free(free.text, ("lead",) if lead else free.look, free.line, free.item, free.depth)


def title(talk: Talk, rest: Sequence[Free], page: Page) -> None:
    """The title among the lines that are neither people nor prose; a lead-in alone only where there is no other."""
    leads = [each for each in rest if each.look == ("lead",) or is_bare_lead(each.text)]
    occasions = [each for each in rest if each not in leads and _is_named_lecture(each.text)]
    leads.extend(occasions if len(leads) + len(occasions) < len(rest) else ())
    named = [each for each in rest if each not in leads and not is_unknown(each.text)]
    if leads and all(each.text[0].islower() and len(each.text.split()) <= MOST_REMARKED for each in named):
        named = []
    unknown = next((each for each in rest if is_unknown(each.text)), None)
    if talk.speakers and unknown and named and rest.index(unknown) < rest.index(named[0]):
        talk.title = talk.title or unknown.text
    if talk.title:
        describe(talk, named)
        return
    if unknown and len(named) == 1 and not talk.speakers and (people := people_in(named[0].text)).score >= LIKELY:
        talk.title, talk.speakers = unknown.text, list(people.persons)
        return
    if named:
        first = _likeliest([each for each in named if not is_one_of(each.text, NOBODY_NAMED)] or named, page)
        _entitle(talk, first, page)
        describe(talk, [each for each in named if each is not first])
    elif leads:
        talk.said_title = talk.kind in {Kind.PANEL, Kind.POSTERS}
        longest = max(leads, key=lambda each: (each.look == ("lead",), len(each.text)))
        talk.title = _led(longest.text, alone=talk.said_title)
    else:
        talk.said_title = False
        talk.title = unknown.text if unknown else ", ".join(person.name for person in talk.speakers)


def _likeliest(named: Sequence[Free], page: Page) -> Free:
    """The first of the lines that may be the title, or another with the look of titles if that one's never is."""
    if len(named) == 1:
        return named[0]
    best = max(named, key=lambda each: page.titles[each.key])
    heads = named[0].level > best.level
    untold = not page.titles[named[0].key] and kind_of_title(named[0].text) is Kind.TALK and not heads
    return best if page.titles[best.key] >= FEWEST_ALIKE and untold else named[0]


def _entitle(talk: Talk, line: Free, page: Page) -> None:
    """Take a line for the title, with the people that it names where nobody is named yet."""
    reading, lead = page.reading(line.text), lead_of(line.text)
    names = {person.name for person in reading.persons}
    if names and not talk.speakers and reading.score >= BELIEVED:
        talk.speakers.extend(reading.persons)
        of_panel = bool(lead and lead[0] is Kind.PANEL)
        talk.title, talk.said_title = reading.title or _led(line.text, alone=of_panel), reading.title is not None
    elif talk.speakers and reading.title and reading.kind:
        alone = lead and lead[2] and lead[0] is not Kind.PANEL and not MANY.search(lead[1])
        talk.title = lead[2] if lead and alone else line.text
    else:
        repeated = bool(names) and names <= {person.name for person in talk.speakers}
        talk.title = (reading.title if repeated or reading.kind else None) or line.text
        talk.said_title = not repeated or reading.title is not None
    talk.title = page.without_group(talk.title)
    talk.kind = talk.kind or reading.kind


def _led(text: str, *, alone: bool) -> str:
    """A lead-in with whom it leads in, without where these are from; or `alone`."""
    lead = lead_of(text)
    if not lead:
        return text
    names = "" if alone else ", ".join(person.name for person in people_in(lead[2]).persons)
    said = lead[1].strip(' :"\u201c\u201e')
    return f"{said}: {names}" if names else said if alone or not lead[2] else text


def describe(talk: Talk, others: Sequence[Free]) -> None:
    """Further lines: people beside a title, else part of what it is about."""
    kind = kind_of_title(talk.title)
    spoken, enough = kind not in UNSPOKEN, LIKELY if kind in HELD else BELIEVED
    for each in others:
        people = people_in(each.text)
        if people.score >= enough and not talk.speakers and spoken:
            talk.speakers.extend(people.persons)
        elif (
            not talk.speakers
            and (reading := best_reading(each.text, Habits())).persons
            and reading.score > BELIEVED
            and not is_prose(each.text)
            and reading.way == "people"
        ):
            talk.speakers.extend(reading.persons)
        elif (
            talk.kind is None
            and (named := kind_of_words(each.text))
            and len(each.text.split()) <= MOST_KIND_WORDS
            and talk.title != each.text
        ):
            talk.kind = named
        elif not is_affiliation(each.text) or len(each.text.split()) > 6:
            talk.abstract = "\n".join(filter(None, (talk.abstract, each.text)))
