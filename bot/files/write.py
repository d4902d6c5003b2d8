"""A schedule → the text of a schedule file, short: nothing is written that reading would find out by itself.

What `bot.files.read` reads from the text is the schedule again. Local times are made here for the file's zone.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from bot.errors import Fault
from bot.files.entries import FaqEntry, PersonEntry, PostingEntry, ScheduleEntry, SessionEntry
from bot.files.format import ARCHIVE, HALF_DAY
from bot.files.ids import with_ids
from bot.files.shapes import Written
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Link, Person, Posting, Reminders, Schedule, Session, ordered

SCHEMA_LINE = "# yaml-language-server: $schema=schedule.schema.json"
WIDTH, LONGEST_LINE = 108, 88
PLAIN = re.compile(r"(?!(?i:y|n|yes|no|on|off|true|false|null|none)$)(?:[^\W\d_][\w .()'’/–—é;+=-]*(?<! )|[^\W\d_])")
KNOWN = ("affiliation", "bio", "role", "links", "slack")
"""The fields of what is known of somebody."""
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def text_of_schedule(schedule: Schedule) -> str:
    """The text of a schedule file that reads as this schedule (whose id is the file's name).

    What is read lists `people` in the order in which its sessions, then in order of time, name them.
    """
    return text_of(entry_of(schedule))


def text_of(entry: ScheduleEntry, notes: Iterable[Fault] = (), *, unsaid: Mapping[str, str] | None = None) -> str:
    """The text of entries. `notes` become comments: above the session of that line, else at the top.

    `unsaid` names keys to leave empty (`timezone`, `date`), each with the comment that says what to write.
    """
    by_line: dict[int, list[str]] = {}
    for note in sorted(notes):
        by_line.setdefault(note.line, []).append(note.problem)
    sessions = tuple(_sessions(entry.sessions, by_line, ""))
    head = tuple(_head(entry, unsaid or {}))
    top = [_comment(f"line {line}: {text}") for line, texts in sorted(by_line.items()) for text in texts]
    parts = ([SCHEMA_LINE, *top, ""], head, ["", "sessions:"] if sessions else ["", "sessions: []"], sessions)
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _comment(text: str) -> str:
    return "# " + " ".join(UNSAFE.sub(" ", text).split())


def _head(entry: ScheduleEntry, unsaid: Mapping[str, str]) -> Iterator[str]:
    yield f"title: {scalar(entry.title)}"
    yield f"timezone:  {_comment(unsaid['timezone'])}" if "timezone" in unsaid else f"timezone: {entry.timezone.key}"
    if "date" in unsaid:
        yield f"date:  {_comment(unsaid['date'])}"
    elif entry.date:
        yield f"date: {entry.date}"
    known = (("venue", entry.venue), ("url", entry.url), ("source", entry.source), ("description", entry.description))
    yield from _texts(known, "")
    yield from _links(entry.links, "")
    for key in ("organizers", "hosts", "speakers"):
        yield from _people(key, getattr(entry, key), "")
    yield from _posting(entry.posting)
    yield from _faq(entry.faq)


def _faq(entries: Sequence[FaqEntry]) -> Iterator[str]:
    if entries:
        yield "faq:"
    for entry in entries:
        yield f"  - question: [{', '.join(map(scalar, entry.question))}]"
        yield from _texts((("answer", entry.answer),), "    ")


def _sessions(entries: Sequence[SessionEntry], notes: dict[int, list[str]], indent: str) -> Iterator[str]:
    for number, entry in enumerate(entries):
        if number and not indent:
            yield ""
        for note in notes.pop(entry.line, ()):
            yield f"{indent}  {_comment(note)}"
        lines = tuple(_session(entry, notes, indent + "    "))
        yield f"{indent}  - {lines[0].lstrip()}"
        yield from lines[1:]


def _session(entry: SessionEntry, notes: dict[int, list[str]], indent: str) -> Iterator[str]:
    yield f"{indent}title: {scalar(entry.title)}"
    known = (("id", entry.id and entry.id.value), ("kind", entry.kind), ("date", entry.date and str(entry.date)))
    yield from (f"{indent}{key}: {value}" for key, value in known if value)
    yield from (f"{indent}{key}: {_clock(at)}" for key, at in (("start", entry.start), ("end", entry.end)) if at)
    yield from _texts((("room", entry.room), ("track", entry.track), ("section", entry.section)), indent)
    yield from _people("chair", entry.chair, indent)
    yield from _people("speakers", entry.speakers, indent)
    yield from _texts((("abstract", entry.abstract),), indent)
    yield from _links(entry.links, indent)
    if entry.cancelled:
        yield f"{indent}cancelled: true"
    if entry.talks:
        yield f"{indent}talks:"
        yield from _sessions(entry.talks, notes, indent)


def _clock(at: Written[time | datetime]) -> str:
    moment = at.value
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return f"{moment.hour}:{moment.minute:02}"


def _texts(pairs: Iterable[tuple[str, str | None]], indent: str) -> Iterator[str]:
    for key, text in pairs:
        if text and len(text) > LONGEST_LINE - len(indent) and text.isprintable():
            yield f"{indent}{key}: >-"
            yield from (f"{indent}  {line}" for line in _filled(text, WIDTH - len(indent)))
        elif text:
            yield f"{indent}{key}: {scalar(text)}"


def _filled(text: str, width: int) -> list[str]:
    """The words of a text in lines that are as long as may be; a word that is longer has one of its own."""
    return re.findall(rf"\S.{{0,{width - 1}}}(?!\S)|\S+", " ".join(text.split()))


def scalar(text: str) -> str:
    """A text on one line: plain where YAML takes it for nothing else, else in double quotes."""
    if PLAIN.fullmatch(text) and "--- " not in text:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted).replace("\x85", "\\N").replace("\xa0", "\\_")


def _links(links: Sequence[Link], indent: str) -> Iterator[str]:
    kinds = dict.fromkeys(link.kind for link in links)
    if kinds:
        yield f"{indent}links:"
    for kind in kinds:
        urls = [link.url for link in links if link.kind == kind]
        written = json.dumps(urls[0] if len(urls) == 1 else urls, ensure_ascii=False)
        yield f"{indent}  {scalar(kind)}: {written}"


def _people(key: str, people: Sequence[PersonEntry], indent: str) -> Iterator[str]:
    """Names alone on one line where nothing else is known of anybody; else a line or more each."""
    if not people:
        return
    names = [scalar(person.name) for person in people]
    if all(_is_bare(person) for person in people):
        yield f"{indent}{key}: [{', '.join(names)}]"
        return
    yield f"{indent}{key}:"
    for person, name in zip(people, names, strict=True):
        if _is_bare(person):
            yield f"{indent}  - {name}"
            continue
        yield f"{indent}  - name: {name}"
        known = (
            ("affiliation", person.affiliation),
            ("role", person.role),
            ("bio", person.bio),
            ("slack", person.slack),
        )
        yield from _texts(known, indent + "    ")
        yield from _links(person.links, indent + "    ")


def _is_bare(person: PersonEntry) -> bool:
    return not (person.affiliation or person.bio or person.role or person.links or person.slack)


def _posting(entry: PostingEntry) -> Iterator[str]:
    lines: list[str] = []
    if entry.channels:
        lines.append(f"  channels: {json.dumps(entry.channels)}")
    if entry.rooms:
        rooms = (f"    {scalar(room)}: {json.dumps(channel)}" for room, channel in entry.rooms)
        lines.extend(("  rooms:", *rooms))
    if entry.reminders:
        reminders = (f"    {kind}: {json.dumps(list(leads))}" for kind, leads in entry.reminders)
        lines.extend(("  reminders:", *reminders))
    if entry.morning:
        lines.append(f"  morning: {entry.morning:%H:%M}")
    if entry.check_in:
        lines.append("  check_in: true")
    yield from ("posting:", *lines) if lines else ()


def entry_of(schedule: Schedule) -> ScheduleEntry:
    """The shortest entries that read as the schedule."""
    days = Counter(session.date for session in schedule.sessions if session.date)
    day = days.most_common(1)[0][0] if days else None
    known = {person.name: person for person in _described(schedule)}
    named = {person.name for session in _all(schedule) for person in session.people}
    described = (one for one in known.values() if one != Person(one.name) or one.name not in named)
    entry = ScheduleEntry(
        line=0,
        title=schedule.title,
        timezone=schedule.timezone,
        date=day,
        venue=schedule.venue,
        url=schedule.url,
        description=schedule.description,
        links=schedule.links,
        speakers=tuple(map(person_entry, described)),
        organizers=tuple(_short(person, known) for person in schedule.organizers),
        hosts=tuple(_short(person, known) for person in schedule.hosts),
        posting=_posting_entry(schedule.posting),
        faq=tuple(FaqEntry(0, faq.questions, faq.answer) for faq in schedule.faq),
        source=schedule.source,
        sessions=tuple(_session_entry(session, schedule, day, None, known) for session in _all(schedule)),
    )
    return with_ids(entry, [each.id for session in _all(schedule) for each in (session, *session.talks)])


def _all(schedule: Schedule) -> tuple[Session, ...]:
    return ordered((*schedule.sessions, *schedule.cancelled))


def _described(schedule: Schedule) -> Iterator[Person]:
    """Everybody, with what is said of them wherever they are named; the rest stands where it is said."""
    mentions: defaultdict[str, list[Person]] = defaultdict(list)
    for person in (*(each for one in _all(schedule) for each in one.people), *schedule.organizers, *schedule.hosts):
        mentions[person.name].append(person)
    return (_common(person, mentions[person.name]) for person in schedule.people)


def _common(person: Person, mentions: Sequence[Person]) -> Person:
    said = (person, *mentions)
    kept = (name for name in KNOWN if len({getattr(one, name) for one in said}) == 1)
    return Person(person.name, **{name: getattr(person, name) for name in kept})


def person_entry(person: Person) -> PersonEntry:
    return PersonEntry(0, person.name, person.affiliation, person.bio, person.role, person.links, person.slack)


def _short(person: Person, known: Mapping[str, Person]) -> PersonEntry:
    """The name alone where all the rest is what `speakers:` says."""
    return PersonEntry(0, person.name) if known.get(person.name) == person else person_entry(person)


def _session_entry(
    session: Session, schedule: Schedule, day: date | None, holder: Session | None, known: Mapping[str, Person]
) -> SessionEntry:
    usual = holder.date if holder else day
    held = (holder.room, holder.track, holder.section) if holder else (None, None, None)
    start = schedule.local(session.start).replace(tzinfo=None) if session.start else None
    end = schedule.local(session.end).replace(tzinfo=None) if session.end and session.end_stated else None
    return SessionEntry(
        line=0,
        title=session.title,
        kind=None if kind_of_title(session.title) is session.kind else session.kind.value,
        date=None if session.date == usual else session.date or ARCHIVE,
        start=_written(start.time() if start and start.date() == session.date else start),
        end=_written(end.time() if start and end and end.date() == start.date() else end),
        room=_own(session.room, held[0]),
        track=_own(session.track, held[1]),
        section=_own(session.section, held[2]),
        chair=tuple(_short(person, known) for person in session.chairs),
        speakers=tuple(_short(person, known) for person in session.speakers),
        abstract=session.abstract,
        links=session.links,
        talks=tuple(_session_entry(talk, schedule, day, session, known) for talk in session.talks),
        cancelled=session in schedule.cancelled,
    )


def _own(value: str | None, holders: str | None) -> str | None:
    return None if value == holders else value


def _written(moment: time | datetime | None) -> Written[time | datetime] | None:
    return None if moment is None else Written(moment, str(moment), 0)


def _posting_entry(posting: Posting) -> PostingEntry:
    standard = Posting()
    reminders: list[tuple[str, tuple[int | str, ...]]] = []
    if posting.default != standard.default:
        reminders.append(("default", _leads(posting.default)))
    usual = dict(standard.by_kind)
    reminders.extend((kind.value, _leads(each)) for kind, each in posting.by_kind if usual.get(kind) != each)
    morning = posting.morning if posting.morning != standard.morning else None
    return PostingEntry(0, posting.channels, posting.rooms, tuple(reminders), morning, posting.check_in)


def _leads(reminders: Reminders) -> tuple[int | str, ...]:
    return (*reminders.minutes, *((HALF_DAY,) if reminders.half_day else ()))
