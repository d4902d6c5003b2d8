"""What attendees starred, follow and set. Personal data: nothing else of them is kept."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, and_, bindparam, delete, select

from bot.agenda.attendee import Attendee, Follow, Preferences, QuietHours, Sort, Star
from bot.store.database import upsert
from bot.store.prepared import Driver, Prepared, Row
from bot.store.tables import attendees, follows, stars

TABLES = (attendees, stars, follows)


class Attendees:
    def __init__(self, engine: Engine, team_id: str) -> None:
        self._engine = engine
        self._team_id = team_id
        driver = Driver(engine)
        self._all = {table.name: Prepared(driver, _all(table)) for table in TABLES}
        self._of_one = {table.name: Prepared(driver, _of_one(table)) for table in TABLES}

    def get(self, user: str) -> Attendee:
        """The person as far as they have told; one who told nothing has the preferences that all begin with."""
        return next(iter(self._read(user)), Attendee(user))

    def preferences(self, user: str) -> Preferences:
        """How the person wants to be told."""
        found = next(iter(self._rows(attendees, user)), None)
        return _preferences(found) if found else Preferences()

    def all(self) -> tuple[Attendee, ...]:
        """Everybody of whom something is kept."""
        return self._read(None)

    def save(self, user: str, preferences: Preferences) -> None:
        with self._engine.begin() as connection:
            self._upsert(connection, attendees, user, [_preference_values(preferences)])

    def star(self, user: str, starred: Iterable[Star]) -> None:
        """Add the stars, each in place of one of the same session."""
        with self._engine.begin() as connection:
            self._upsert(connection, stars, user, [_star_values(star) for star in starred])

    def follow(self, user: str, follow: Follow) -> None:
        values = {"sort": follow.sort, "name": follow.name, "since": follow.since}
        with self._engine.begin() as connection:
            self._upsert(connection, follows, user, [values])

    def unfollow(self, user: str, follow: Follow) -> None:
        gone = (follows.c.sort == follow.sort, follows.c.name == follow.name)
        with self._engine.begin() as connection:
            connection.execute(delete(follows).where(self._of(follows, user), *gone))

    def _upsert(self, connection: Connection, table: Table, user: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            owner = {"team_id": self._team_id, "user_id": user}
            connection.execute(upsert(connection.dialect, table), [owner | row for row in rows])

    def _read(self, user: str | None) -> tuple[Attendee, ...]:
        preferences = {row["user_id"]: _preferences(row) for row in self._rows(attendees, user)}
        starred: defaultdict[str, list[Star]] = defaultdict(list)
        for row in self._rows(stars, user):
            starred[row["user_id"]].append(_star(row))
        followed: defaultdict[str, list[Follow]] = defaultdict(list)
        for row in self._rows(follows, user):
            followed[row["user_id"]].append(Follow(Sort(row["sort"]), row["name"], row["since"]))
        known = dict.fromkeys((*preferences, *starred, *followed))
        return tuple(
            Attendee(one, preferences.get(one, Preferences()), tuple(starred[one]), tuple(followed[one]))
            for one in known
        )

    def _rows(self, table: Table, user: str | None) -> tuple[Row, ...]:
        if user is None:
            return self._all[table.name].rows(team=self._team_id)
        return self._of_one[table.name].rows(team=self._team_id, user=user)

    def _of(self, table: Table, user: str) -> ColumnElement[bool]:
        return and_(table.c.team_id == self._team_id, table.c.user_id == user)


def _all(table: Table) -> Select[Any]:
    return select(table).where(table.c.team_id == bindparam("team")).order_by(*table.primary_key.columns)


def _of_one(table: Table) -> Select[Any]:
    return _all(table).where(table.c.user_id == bindparam("user"))


def _preference_values(preferences: Preferences) -> dict[str, Any]:
    quiet = preferences.quiet
    return {
        "zone": _key(preferences.zone),
        "profile_zone": _key(preferences.profile_zone),
        "told_zone": _key(preferences.told_zone),
        "on_site": preferences.on_site,
        "leads": _minutes(preferences.leads),
        "quiet_since": quiet and quiet.since,
        "quiet_until": quiet and quiet.until,
        "digest": preferences.digest,
        "muted": preferences.muted,
        "muted_until": preferences.muted_until,
    }


def _preferences(row: Row) -> Preferences:
    since, until = row["quiet_since"], row["quiet_until"]
    return Preferences(
        zone=_zone(row["zone"]),
        profile_zone=_zone(row["profile_zone"]),
        told_zone=_zone(row["told_zone"]),
        on_site=row["on_site"],
        leads=_leads(row["leads"]),
        quiet=None if since is None or until is None else QuietHours(since, until),
        digest=row["digest"],
        muted=row["muted"],
        muted_until=row["muted_until"],
    )


def _star_values(star: Star) -> dict[str, Any]:
    return {
        "schedule_id": star.schedule_id,
        "session_id": star.session_id,
        "since": star.since,
        "wanted": star.wanted,
        "leads": None if star.leads is None else _minutes(star.leads),
        "snoozed_until": star.snoozed_until,
        "settled": star.settled,
    }


def _star(row: Row) -> Star:
    return Star(
        schedule_id=row["schedule_id"],
        session_id=row["session_id"],
        since=row["since"],
        wanted=row["wanted"],
        leads=None if row["leads"] is None else _leads(row["leads"]),
        snoozed_until=row["snoozed_until"],
        settled=row["settled"],
    )


def _minutes(leads: tuple[int, ...]) -> str:
    return ",".join(map(str, leads))


def _leads(text: str) -> tuple[int, ...]:
    return tuple(int(minutes) for minutes in text.split(",") if minutes)


def _key(zone: ZoneInfo | None) -> str | None:
    return zone.key if zone else None


def _zone(key: str | None) -> ZoneInfo | None:
    return ZoneInfo(key) if key else None
