"""Changes of a schedule as JSON, in which they are kept, and back. Moments are ISO 8601 in UTC."""

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.schedule.amendments import Addition, Cancellation, Change, Edit, Field, Restoration, Value
from bot.schedule.model import Kind, Link, Person, Session

Json = dict[str, Any]


def changes_text(changes: tuple[Change, ...]) -> str:
    return json.dumps([_change_json(change) for change in changes], ensure_ascii=False)


def read_changes(text: str) -> tuple[Change, ...]:
    """The changes of a text that `changes_text` made."""
    return tuple(map(_read_change, json.loads(text)))


def _change_json(change: Change) -> Json:
    match change:
        case Edit(session_id, field, value):
            return {"edit": session_id, "field": field.value, "value": _value_json(value)}
        case Cancellation(session_id):
            return {"cancel": session_id}
        case Restoration(session_id):
            return {"restore": session_id}
        case Addition(session):
            return {"add": _session_json(session)}


def _read_change(told: Json) -> Change:
    match told:
        case {"edit": session_id, "field": field, "value": value}:
            return Edit(session_id, Field(field), _read_value(Field(field), value))
        case {"cancel": session_id}:
            return Cancellation(session_id)
        case {"restore": session_id}:
            return Restoration(session_id)
    return Addition(_read_session(told["add"]))


def _value_json(value: Value) -> str | list[Json] | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return [_person_json(person) for person in value] if isinstance(value, tuple) else value


def _read_value(field: Field, value: Any) -> Value:  # noqa: ANN401 - what JSON holds
    if field in {Field.START, Field.END}:
        return _read_moment(value)
    return _read_people(value) if field in {Field.SPEAKERS, Field.CHAIRS} else value


def _session_json(session: Session) -> Json:
    return {
        "id": session.id,
        "title": session.title,
        "kind": session.kind.value,
        "date": session.date and session.date.isoformat(),
        "start": session.start and session.start.isoformat(),
        "end": session.end.isoformat() if session.end and session.end_stated else None,
        "room": session.room,
        "track": session.track,
        "section": session.section,
        "chairs": [_person_json(person) for person in session.chairs],
        "speakers": [_person_json(person) for person in session.speakers],
        "abstract": session.abstract,
        "links": _links_json(session.links),
        "talks": [_session_json(talk) for talk in session.talks],
    }


def _read_session(told: Json) -> Session:
    return Session(
        id=told["id"],
        title=told["title"],
        kind=Kind(told["kind"]),
        date=told["date"] and date.fromisoformat(told["date"]),
        start=_read_moment(told["start"]),
        end=_read_moment(told["end"]),
        end_stated=told["end"] is not None,
        room=told["room"],
        track=told["track"],
        section=told["section"],
        chairs=_read_people(told["chairs"]),
        speakers=_read_people(told["speakers"]),
        abstract=told["abstract"],
        links=_read_links(told["links"]),
        talks=tuple(map(_read_session, told["talks"])),
    )


def _read_moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _person_json(person: Person) -> Json:
    known = {"affiliation": person.affiliation, "bio": person.bio, "role": person.role, "slack": person.slack}
    return {"name": person.name, **known, "links": _links_json(person.links)}


def _read_people(told: list[Json]) -> tuple[Person, ...]:
    return tuple(Person(**{**person, "links": _read_links(person["links"])}) for person in told)


def _links_json(links: tuple[Link, ...]) -> list[list[str]]:
    return [[link.kind, link.url] for link in links]


def _read_links(told: list[list[str]]) -> tuple[Link, ...]:
    return tuple(Link(*link) for link in told)
