"""All that is kept of people, in whatever table, read for one of them or deleted; tables say who is named in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    String,
    Table,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)

from bot.store.tables import Names, askers, metadata, people_of, questions

USERS = ("U", "W")
"""What the ids of people begin with; those of channels with C, D or G."""
SLACK_USER = re.compile(r"\b[UW](?=[A-Z]*\d)[A-Z0-9]{8,}\b")
"""The id of anybody in a text: with a digit, as nearly all have, for else it may be a word in capitals."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of one sort, in the words of their table for the person, each as its fields."""

    called: str
    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    engine: Engine
    team_id: str

    def of(self, user: str) -> tuple[Kept, ...]:
        """All that is kept of the person; sorts of which nothing is are left out."""
        with self.engine.connect() as connection:
            found = (Kept(names.called, tuple(self._rows(connection, table, names, user))) for table, names in _named())
            return tuple(kept for kept in found if kept.rows)

    def people(self) -> frozenset[str]:
        """Everybody of whom something is kept."""
        with self.engine.connect() as connection:
            named = (
                connection.scalars(select(table.c[names.column]).distinct().where(table.c.team_id == self.team_id))
                for table, names in _named()
            )
            return frozenset(found for column in named for found in column if found.startswith(USERS))

    def erase(self, user: str) -> None:
        """Delete it all, at once; where others' rows or texts tell the person's id, it is taken out of them."""
        self._erase(lambda column: column == user, re.compile(re.escape(user)), f"%{user}%")

    def erase_everybody(self) -> None:
        """The same of all people of the workspace."""
        self._erase(lambda column: or_(*(column.like(f"{start}%") for start in USERS)), SLACK_USER, "%")

    def _erase(self, is_theirs: Any, said: re.Pattern[str], like: str) -> None:  # noqa: ANN401 - column → condition
        with self.engine.begin() as connection:
            for table, names in _named():
                theirs = and_(table.c.team_id == self.team_id, is_theirs(table.c[names.column]))
                if names.others:
                    connection.execute(update(table).where(theirs).values({names.column: ""}))
                else:
                    connection.execute(delete(table).where(theirs))
            connection.execute(delete(questions).where(self._asked_by_nobody()))
            for table, column in _texts():
                self._take_out(connection, table, column, said, like)

    def _asked_by_nobody(self) -> ColumnElement[bool]:
        """A question that waits for an answer, and nobody with it any more."""
        waiting = and_(askers.c.team_id == questions.c.team_id, askers.c.question_id == questions.c.id)
        return and_(questions.c.team_id == self.team_id, questions.c.answer.is_(None), ~exists().where(waiting))

    def _take_out(
        self, connection: Connection, table: Table, column: Column[Any], said: re.Pattern[str], like: str
    ) -> None:
        ours = table.c.team_id == self.team_id
        for text in connection.scalars(select(column).distinct().where(ours, column.like(like))).all():
            without = said.sub("", text)
            if without != text:
                connection.execute(update(table).where(ours, column == text).values({column.name: without}))

    def _rows(self, connection: Connection, table: Table, names: Names, user: str) -> Iterator[tuple[Field, ...]]:
        shown = [column for column in table.columns if column.name not in {"team_id", names.column}]
        source: Any = table
        if table is askers:
            source = table.join(questions, questions.c.id == askers.c.question_id)
            shown.extend((questions.c.text, questions.c.asked_at))
        theirs = and_(table.c.team_id == self.team_id, table.c[names.column] == user)
        for row in connection.execute(select(*shown).select_from(source).where(theirs)).mappings():
            yield tuple(Field(name, value) for name, value in row.items() if value is not None)


def _named() -> Iterable[tuple[Table, Names]]:
    return ((table, names) for table in metadata.tables.values() for names in people_of(table))


def _texts() -> Iterable[tuple[Table, Column[Any]]]:
    """The columns of text, but for those that name people and those that make a row the row that it is."""
    for table in metadata.tables.values():
        named = {names.column for names in people_of(table)}
        for column in table.columns:
            if isinstance(column.type, String) and not column.primary_key and column.name not in named:
                yield table, column
