"""The schedules that somebody's document proposes, until an organizer uses or drops them; and the pages watched."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, and_, delete, insert, select, update

from bot.store.database import insert_new
from bot.store.tables import proposals, watched

NEVER = datetime.fromisoformat("1970-01-01T00:00+00:00")


class State(StrEnum):
    OPEN = "open"
    USED = "used"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    """Its page says again what is live."""
    REPLACED = "replaced"
    """Its page says something newer."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document, and what was said beside it.

    `schedule_id` is that of the schedule to replace, empty for a new one; `source` the address that it came from;
    `asked_by` is empty where nobody asked, but the bot looked; `digest` tells what would change, as it was shown;
    `channel` and `ts` are those of the message that shows it, empty until it is posted.
    """

    name: str
    content: bytes
    charset: str | None
    source: str | None
    schedule_id: str
    asked_by: str
    digest: str
    made_at: datetime
    day: date | None = None
    zone: str | None = None
    channel: str = ""
    ts: str = ""
    state: State = State.OPEN
    settled_by: str = ""
    settled_at: datetime | None = None
    id: int = 0


class Proposals:
    def __init__(self, engine: Engine, team_id: str) -> None:
        self._engine = engine
        self._team_id = team_id

    def add(self, proposal: Proposal) -> int:
        """Keep a new one; its id."""
        values = {**_values(proposal), "content": zlib.compress(proposal.content)}
        del values["id"]
        kept = insert(proposals).values(team_id=self._team_id, **values).returning(proposals.c.id)
        with self._engine.begin() as connection:
            return int(connection.execute(kept).scalar_one())

    def get(self, proposal_id: int) -> Proposal | None:
        columns = (proposals.c[field.name] for field in fields(Proposal))
        with self._engine.connect() as connection:
            row = connection.execute(select(*columns).where(self._is(proposal_id))).mappings().one_or_none()
        if row is None:
            return None
        return Proposal(**{**row, "content": zlib.decompress(row["content"]), "state": State(row["state"])})

    def change(self, proposal_id: int, **values: Any) -> bool:  # noqa: ANN401 - column values
        """Note something of an open one; whether it still is."""
        with self._engine.begin() as connection:
            return connection.execute(update(proposals).where(self._is_open(proposal_id)).values(values)).rowcount == 1

    @contextmanager
    def settling(self, proposal_id: int, state: State, by: str, now: datetime) -> Iterator[bool]:
        """Whether it is the caller's to settle, which nobody else does meanwhile; left open where the caller fails."""
        values = {"state": state, "settled_by": by, "settled_at": now}
        with self._engine.begin() as connection:
            yield connection.execute(update(proposals).where(self._is_open(proposal_id)).values(values)).rowcount == 1

    def settle(self, proposal_id: int, state: State, by: str, now: datetime) -> bool:
        with self.settling(proposal_id, state, by, now) as mine:
            return mine

    def forget(self, before: datetime) -> None:
        with self._engine.begin() as connection:
            old = and_(proposals.c.team_id == self._team_id, proposals.c.made_at < before)
            connection.execute(delete(proposals).where(old))

    def _is(self, proposal_id: int) -> Any:  # noqa: ANN401 - a condition
        return and_(proposals.c.team_id == self._team_id, proposals.c.id == proposal_id)

    def _is_open(self, proposal_id: int) -> Any:  # noqa: ANN401 - a condition
        return and_(self._is(proposal_id), proposals.c.state == State.OPEN)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of the page that a schedule is kept up with.

    `compared` tells the state of the file when the page was last compared with it, `shown` the difference that was
    told last, `failure` the trouble that was; each is empty where there is none.
    """

    schedule_id: str
    address: str
    etag: str | None = None
    modified: str | None = None
    compared: str = ""
    shown: str = ""
    failure: str = ""
    proposal_id: int = 0


class Watches:
    def __init__(self, engine: Engine, team_id: str) -> None:
        self._engine = engine
        self._team_id = team_id

    def claim(self, schedule_id: str, address: str, now: datetime, every: timedelta) -> Watch | None:
        """What is known of the page, for the one caller who is to look now; None if somebody looked lately."""
        new = {"team_id": self._team_id, "looked_at": NEVER, **_values(Watch(schedule_id, address))}
        due = and_(self._is(schedule_id), watched.c.looked_at <= now - every)
        columns = [watched.c[field.name] for field in fields(Watch)]
        with self._engine.begin() as connection:
            connection.execute(insert_new(connection.dialect, watched), new)
            claimed = update(watched).where(due).values(looked_at=now).returning(*columns)
            row = connection.execute(claimed).mappings().one_or_none()
            known = Watch(**row) if row else None
            if known is None or known.address == address:
                return known
            moved = Watch(schedule_id, address, proposal_id=known.proposal_id)
            connection.execute(update(watched).where(self._is(schedule_id)).values(_values(moved)))
            return moved

    def save(self, watch: Watch, known: Watch) -> bool:
        """Whether what was told is still what is `known`: else another caller, who looked meanwhile, tells."""
        told = (watched.c[name] == getattr(known, name) for name in ("shown", "failure", "proposal_id"))
        unchanged = and_(self._is(watch.schedule_id), *told)
        with self._engine.begin() as connection:
            return connection.execute(update(watched).where(unchanged).values(_values(watch))).rowcount == 1

    def _is(self, schedule_id: str) -> Any:  # noqa: ANN401 - a condition
        return and_(watched.c.team_id == self._team_id, watched.c.schedule_id == schedule_id)


def _values(kept: Proposal | Watch) -> dict[str, Any]:
    return {field.name: getattr(kept, field.name) for field in fields(kept)}
