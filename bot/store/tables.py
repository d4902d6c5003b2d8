"""The tables, for SQLite and PostgreSQL alike. Every row has its `team_id`; every instant is aware and in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
    true,
)


class Instant(TypeDecorator[datetime]):
    """An aware instant. SQLite keeps no zone, so UTC is put on again in reading; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - interface
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone; pass an aware datetime")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - interface
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _required(name: str, kind: Any, **options: Any) -> Column[Any]:  # noqa: ANN401 - what Column takes
    return Column(name, kind, nullable=False, **options)


@dataclass(frozen=True, slots=True)
class Names:
    """A column that names people by their Slack ids, and what its rows are called in a file of all that is kept of one.

    Where somebody wants nothing to be kept, the rows go; those that are of `others` too stay, without the name.
    """

    column: str
    called: str
    others: bool = False


def _of(*names: Names) -> dict[str, tuple[Names, ...]]:
    """What each table says of itself: which columns name people, if any do. A test fails for one that says nothing."""
    return {"people": names}


OF_NOBODY = _of()


def people_of(table: Table) -> tuple[Names, ...]:
    """The columns of a table that name people; raises KeyError for a table that does not say."""
    found: tuple[Names, ...] = table.info["people"]
    return found


messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("team_id", String(32)),
    _required("recipient", String(32)),
    _required("schedule_id", String(255)),
    _required("session_id", String(255)),
    _required("kind", String(32)),
    _required("lead", Integer),
    _required("personal", Boolean),
    _required("bundle", String(255)),
    _required("opens_at", Instant),
    _required("due_at", Instant),
    _required("expires_at", Instant),
    _required("state", String(16)),
    _required("attempts", Integer, server_default="0"),
    Column("claimed_by", String(255)),
    Column("claimed_until", Instant),
    Column("channel", String(32)),
    Column("ts", String(32)),
    Column("reason", Text),
    UniqueConstraint("team_id", "recipient", "schedule_id", "session_id", "kind", "lead"),
    Index(None, "state", "personal", "due_at", "id"),
    info=_of(Names("recipient", "messages to you that I planned or sent by myself")),
)
"""The outbox's ledger: one row for each thing that the bot says by itself."""

limits = Table(
    "limits",
    metadata,
    Column("team_id", String(32), primary_key=True),
    _required("posts_per_second", Float),
    _required("growth", Float),
    info=OF_NOBODY,
)
"""What has been learnt of how fast Slack lets the outbox post in a workspace."""

answered = Table(
    "answered",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("event_id", String(255), primary_key=True),
    _required("at", BigInteger),
    sqlite_with_rowid=False,
    info=OF_NOBODY,
)
"""The events that have been answered, so that a second delivery is not; `at` in seconds of Unix."""

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("team_id", String(32)),
    _required("schedule_id", String(255)),
    _required("key", String(255)),
    _required("text", Text),
    _required("asked_at", Instant),
    Column("posting_until", Instant),
    Column("channel", String(32)),
    Column("ts", String(32)),
    Column("answer", Text),
    UniqueConstraint("team_id", "schedule_id", "key"),
    info=OF_NOBODY,
)
"""What the bot had no answer to. `schedule_id` is empty where no schedule was meant; `key` its words alone."""

askers = Table(
    "askers",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("question_id", Integer, primary_key=True),
    Column("user_id", String(32), primary_key=True),
    info=_of(Names("user_id", "questions of yours that wait for an answer")),
)
"""Who waits for the answer to a question; empty again once they were told."""

revisions = Table(
    "calendar_revisions",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("schedule_id", String(255), primary_key=True),
    Column("session_id", String(255), primary_key=True),
    _required("fingerprint", String(64)),
    _required("sequence", Integer),
    _required("changed_at", Instant),
    _required("cancelled", Boolean),
    _required("title", Text),
    _required("location", Text),
    _required("day", Date),
    Column("start_at", Instant),
    Column("end_at", Instant),
    info=OF_NOBODY,
)
"""What calendars were last told of each session, and how often that has changed."""

feeds = Table(
    "calendar_feeds",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    _required("token_hash", String(64), unique=True),
    _required("made_at", Instant),
    info=_of(Names("user_id", "the private link to your calendar, as a hash")),
)
"""The private address of each person's calendar, as a hash of its token."""

attendees = Table(
    "attendees",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("zone", String(64)),
    Column("profile_zone", String(64)),
    Column("told_zone", String(64)),
    _required("on_site", Boolean),
    _required("leads", String(255)),
    Column("quiet_since", Time),
    Column("quiet_until", Time),
    Column("digest", Time),
    _required("muted", Boolean),
    Column("muted_until", Instant),
    info=_of(Names("user_id", "how you want to be told")),
)
"""How people want to be told; `leads` are minutes, with commas between."""

stars = Table(
    "stars",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("schedule_id", String(255), primary_key=True),
    Column("session_id", String(255), primary_key=True),
    _required("since", Instant),
    _required("wanted", Boolean),
    Column("leads", String(255)),
    Column("snoozed_until", Instant),
    Column("settled", Instant),
    Index(None, "team_id", "schedule_id", "session_id"),
    info=_of(Names("user_id", "sessions you starred")),
)
"""The sessions and nested talks that people starred; not `wanted`: took off their agenda."""

follows = Table(
    "follows",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("sort", String(16), primary_key=True),
    Column("name", String(255), primary_key=True),
    _required("since", Instant),
    info=_of(Names("user_id", "speakers and topics you follow")),
)
"""The speakers and topics that people follow."""

ratings = Table(
    "ratings",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("schedule_id", String(255), primary_key=True),
    Column("session_id", String(255), primary_key=True),
    _required("score", Integer),
    Column("words", Text),
    _required("at", Instant),
    Index(None, "team_id", "schedule_id"),
    info=_of(Names("user_id", "how you found sessions")),
)
"""How people found what they starred: 1 to 5, and a line where they wrote one."""

proposals = Table(
    "proposals",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("team_id", String(32)),
    _required("name", Text),
    _required("content", LargeBinary),
    Column("charset", String(255)),
    Column("source", Text),
    _required("schedule_id", String(255)),
    _required("asked_by", String(32)),
    _required("digest", String(64)),
    _required("made_at", Instant),
    Column("day", Date),
    Column("zone", String(255)),
    _required("channel", String(32)),
    _required("ts", String(32)),
    _required("state", String(16)),
    _required("settled_by", String(32)),
    Column("settled_at", Instant),
    info=_of(
        Names("asked_by", "schedules you had me import", others=True),
        Names("settled_by", "imported schedules that you used or dropped", others=True),
    ),
)
"""The documents that organizers had imported in Slack; `content` is what they dropped, compressed by zlib."""

watched = Table(
    "watched",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("schedule_id", String(255), primary_key=True),
    _required("address", Text),
    _required("looked_at", Instant),
    Column("etag", Text),
    Column("modified", Text),
    _required("compared", String(64)),
    _required("shown", String(64)),
    _required("failure", Text),
    _required("proposal_id", Integer),
    info=OF_NOBODY,
)
"""The pages that schedules are kept up with, and what was told of each last."""

known_schedules = Table(
    "known_schedules",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("schedule_id", String(255), primary_key=True),
    _required("digest", String(64)),
    _required("document", Text),
    info=OF_NOBODY,
)
"""The files of schedules as stars were last brought to them, so that a change is noticed through a restart too."""

amendments = Table(
    "amendments",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("team_id", String(32)),
    _required("schedule_id", String(255)),
    _required("summary", Text),
    _required("changes", Text),
    _required("orders", Text),
    _required("basis", String(64)),
    _required("stage", String(16)),
    _required("by", String(32)),
    _required("at", Instant),
    Index(None, "stage", "at"),
    info=_of(Names("by", "changes of a schedule that you proposed", others=True)),
)
"""What organizers proposed to change of a schedule while the day runs; those in force are `applied`."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("team_id", String(32)),
    _required("by", String(32)),
    _required("at", Instant),
    _required("what", Text),
    _required("before", Text),
    _required("after", Text),
    info=_of(Names("by", "what you did as an organizer", others=True)),
)
"""The log of what organizers did."""

posted = Table(
    "posted",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("ts", String(32), primary_key=True),
    _required("facts", Text),
    info=OF_NOBODY,
)
"""What the messages of the outbox that are kept up to date tell now."""

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("team_id", String(32)),
    _required("schedule_id", String(255)),
    _required("before", Text),
    Column("after", Text),
    _required("since", Instant),
    _required("due_at", Instant),
    _required("to_channels", Boolean, server_default=true()),
    info=OF_NOBODY,
)
"""What those concerned are told of a schedule's changes: how it was told before and, when over, what was told."""

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("team_id", String(32)),
    _required("schedule_id", String(255)),
    _required("by", String(32)),
    _required("text", Text),
    _required("channels", Text),
    Column("fans_of", String(255)),
    _required("everybody", Boolean),
    Column("at", Instant),
    Column("beside", String(255)),
    _required("minutes", Integer),
    _required("own_times", Boolean),
    _required("pinned", Boolean),
    _required("stage", String(16)),
    _required("changed_at", Instant),
    Column("sent_at", Instant),
    Index(None, "team_id", "stage"),
    info=_of(Names("by", "announcements that you wrote", others=True)),
)
"""What organizers announce: a rich_text block as `text`, ids of `channels` with commas between, and when it is due."""

arrivals = Table(
    "arrivals",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("schedule_id", String(255), primary_key=True),
    Column("session_id", String(255), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    _required("at", Instant),
    info=_of(Names("user_id", "sessions of yours for which you said that you are there")),
)
"""The speakers and chairs who have said that they are there."""

speaker_accounts = Table(
    "speaker_accounts",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("name", String(255), primary_key=True),
    _required("user_id", String(32)),
    info=_of(Names("user_id", "the speaker that an organizer told you are")),
)
"""The Slack accounts of speakers and chairs, by folded names, as organizers told."""
