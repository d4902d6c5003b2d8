"""A schedule as lines of text, so that a test compares the whole of it and a reader sees what differs."""

from collections.abc import Iterator

from bot.files.read import read_text
from bot.importing.importer import Imported
from bot.schedule.model import Kind, Person, Schedule, Session


def described(imported: Imported) -> str:
    """All that was imported: read back from the written file where it can be read, and the doubts."""
    doubts = [f"! {doubt.line} {doubt.where}: {doubt.problem}" for doubt in imported.doubts]
    if not imported.text or imported.lacks:
        return (
            "\n".join((f"{imported.sessions} sessions, lacks {', '.join(imported.lacks) or 'nothing'}", *doubts)) + "\n"
        )
    return "\n".join((*lines_of(read_text(imported.text, "imported", "imported").schedule), *doubts)) + "\n"


def lines_of(schedule: Schedule) -> Iterator[str]:
    yield f"{schedule.title} @ {schedule.timezone.key}" + (f" @ {schedule.venue}" if schedule.venue else "")
    for word, people in (("organizers", schedule.organizers), ("hosts", schedule.hosts)):
        if people:
            yield f"{word}: {', '.join(map(_person, people))}"
    yield from (f"link {link.kind} {link.url}" for link in schedule.links)
    for session in schedule.sessions:
        yield _session(session, schedule)
        yield from (f"    {_session(talk, schedule, session)}" for talk in session.talks)
    yield from (f"bio of {person.name}: {person.bio}" for person in schedule.people if person.bio)


def _session(session: Session, schedule: Schedule, holder: Session | None = None) -> str:
    times = [
        schedule.local(at).strftime("%H:%M")
        for at in (session.start, session.end if session.end_stated else None)
        if at
    ]
    parts = [
        str(session.date or "undated") if holder is None else "",
        "-".join(times),
        session.title,
        f"| {', '.join(map(_person, session.speakers))}" if session.speakers else "",
        f"| chair {', '.join(map(_person, session.chairs))}" if session.chairs else "",
        f"| {session.kind.value}" if session.kind is not Kind.TALK else "",
        f"| in {session.room}" if session.room and holder is None else "",
        f"| track {session.track}" if session.track and holder is None else "",
        f"| under {session.section}" if session.section and holder is None else "",
        *(f"| {link.kind} {link.url}" for link in session.links),
        f"| abstract: {session.abstract}" if session.abstract else "",
    ]
    return " ".join(part for part in parts if part)


def _person(person: Person) -> str:
    remarks = [text for text in (person.affiliation, person.role) if text]
    return f"{person.name} ({'; '.join(remarks)})" if remarks else person.name
