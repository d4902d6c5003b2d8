"""Who has a part in a session, and what makes it somebody else's or nobody's. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.schedule.amendments import Edit, Field
from bot.schedule.model import Person, Session


def speaks(person: Person, session: Session) -> bool:
    return person.name in {each.name for each in session.speakers}


def instead(session: Session, gone: Person, *by: Person) -> Iterator[Edit]:
    """Those who speak and chair, each once, with somebody in place of another, or nobody."""
    for field, people in ((Field.SPEAKERS, session.speakers), (Field.CHAIRS, session.chairs)):
        parts = ((person,) if person.name != gone.name else by for person in people)
        changed = tuple({person.name: person for part in parts for person in part}.values())
        if changed != people:
            yield Edit(session.id, field, changed)
