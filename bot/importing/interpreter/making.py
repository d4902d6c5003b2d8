"""A sorted slot → its sessions: one as a rule, with what is nested in it, and more where several stand in one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.importing.interpreter.compose import compose, several
from bot.importing.interpreter.habits import Habits, best_reading
from bot.importing.interpreter.leads import moderated
from bot.importing.interpreter.page import Page
from bot.importing.interpreter.prepared import Prepared
from bot.importing.interpreter.talk import PAUSES, Talk, absorb, affiliate, finish, kind_of_words, replace_talk
from bot.importing.values.all_people import all_people, without_how
from bot.importing.values.names import LIKELY, is_affiliation, likeness
from bot.importing.values.people import people_in
from bot.importing.values.words import is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Person
from bot.zones import is_place


def talks_in(prepared: Prepared, page: Page) -> list[Talk]:
    """The sessions of a slot, in the room of their day where they tell none and are held at all."""
    context = prepared.slot.context
    talks = _talks(prepared, page)
    for talk in talks if context.day_has_room else ():
        talk.room = talk.room or (context.room if kind_of_title(talk.title) not in PAUSES else None)
    return talks


def _talks(prepared: Prepared, page: Page) -> list[Talk]:
    """What the slot holds: one session as a rule, more where several stand in one slot."""
    talk = prepared.talk
    _take_sure_parts(prepared, talk, page)
    together = several(prepared.free, page) if not prepared.sure["speaker"] and not prepared.sure["title"] else []
    if together and not prepared.nested:
        return [replace_talk(talk, each) for each in together]
    lone = prepared.free[0] if prepared.sure["affiliation"] and len(prepared.free) == 1 and not talk.speakers else None
    named = page.persons(lone) if lone and not talk.title else ()
    talk.speakers.extend(named)
    compose(talk, prepared.free if not named else (), page)
    named_only = not talk.said_title and bool(people_in(talk.title).persons)
    unnamed = not talk.title or named_only or is_unknown(talk.title)
    if prepared.sure["kind"] and unnamed:
        talk.title, talk.said_title = prepared.sure["kind"][0], False
    if prepared.sure["affiliation"]:
        affiliate(talk.speakers, prepared.sure["affiliation"])
    if people := _listed_people(prepared):
        talk.speakers.extend(people)
        prepared.nested.clear()
    nested = [each for inner in prepared.nested for each in _talks(inner, page)]
    _nest(talk, nested)
    talk.span = prepared.slot.span
    talks = [talk] if talk.title or talk.speakers or talk.talks else []
    for each in talks:
        finish(each)
    return talks


def _listed_people(prepared: Prepared) -> list[Person]:
    """Whom the items of a list name, where all may be names and say nothing else, nor when."""
    found = [
        people_in(each.free[0].text)
        for each in prepared.nested
        if len(each.free) == 1 and not any(each.sure.values()) and not each.slot.span
    ]
    fewest = 1 if prepared.free or prepared.sure["title"] else 2
    are_all = len(found) == len(prepared.nested) >= fewest and min(each.score for each in found) >= LIKELY
    return [person for each in found for person in each.persons] if are_all else []


def _nest(talk: Talk, nested: Sequence[Talk]) -> None:
    if not nested:
        return
    talk.talks, before = [*nested], talk.talks
    absorb(talk)
    if not talk.talks:
        return
    talk.talks = before
    only_people = all(not each.said_title and each.speakers for each in nested)
    if only_people and talk.title:
        talk.speakers.extend(person for each in nested for person in each.speakers)
    elif not talk.title and not talk.speakers:
        first, *rest = nested
        talk.title, talk.speakers, talk.kind, talk.abstract = (
            first.title,
            first.speakers,
            first.kind,
            first.abstract,
        )
        talk.links, talk.refs, talk.chairs = (
            [*talk.links, *first.links],
            [*talk.refs, *first.refs],
            [*talk.chairs, *first.chairs],
        )
        talk.talks = [*first.talks, *rest]
    elif talk.speakers and not any(each.speakers or each.span for each in nested):
        prose = " ".join(each.title for each in nested)
        talk.abstract = " ".join(filter(None, (talk.abstract, prose)))
    else:
        talk.talks.extend(nested)


def _take_sure_parts(prepared: Prepared, talk: Talk, page: Page) -> None:
    for text, chairs in map(moderated, prepared.sure["speaker"]):
        talk.chairs.extend(chairs)
        place = without_how(text)
        if talk.speakers and (is_place(place) or (is_affiliation(place) and not people_in(text).persons)):
            affiliate(talk.speakers, [place])
            continue
        found = page.by_family(text) or (all_people(text) if people_in(text).persons else ())
        if not found and ":" in text and (read := best_reading(text, Habits())).persons:
            talk.title, found = "" if prepared.free else read.title or "", read.persons
        named = found or all_people(text)
        nobody = all(likeness(person.name) < LIKELY for person in named)
        if nobody and not (found or prepared.sure["title"] or prepared.free):
            talk.title = talk.title or text
            continue
        talk.speakers.extend(named)
    for text in prepared.sure["chair"]:
        talk.chairs.extend(people_in(text).persons or all_people(text))
    if prepared.sure["title"]:
        talk.title = prepared.sure["title"][0]
    talk.abstract = "\n".join(prepared.sure["abstract"]) or None
    talk.bio = "\n".join(prepared.sure["bio"]) or None
    talk.room = next(iter(prepared.sure["room"]), talk.room)
    talk.track = next(iter(prepared.sure["track"]), talk.track)
    for text in prepared.sure["kind"]:
        talk.kind = kind_of_words(text) or talk.kind
