"""What is kept of people, over all tables that there are: told whole to each, and deleted without a trace."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, Engine, Float, Integer, LargeBinary, String, Table, Time, select

from bot.store.database import insert_new
from bot.store.personal import Field, Kept, PersonalData
from bot.store.questions import Questions
from bot.store.tables import metadata, people_of

TABLES = tuple(metadata.tables.values())
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LENA, KENJI = "U0123456789", "W0123456780"
NAMING = frozenset(
    {"user", "user_id", "by", "recipient", "owner", "person", "organizer", "author", "sender", "speaker"}
)
"""What columns are called that name people."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_says_who_is_named_in_it(table: Table) -> None:
    """Without `info=_of(…)` or `info=OF_NOBODY` in bot/store/tables.py, what it keeps of people could be forgotten."""
    assert "people" in table.info
    said = {names.column for names in people_of(table)}
    looks_so = {column.name for column in table.columns if column.name in NAMING or column.name.endswith("_by")}
    assert said <= {column.name for column in table.columns}
    assert looks_so - {"claimed_by"} <= said
    assert "team_id" in table.columns


def filled(engine: Engine, team: str, *people: str) -> None:
    """A row for each of the people in each table, in which all columns that can name them do, and the texts.

    A table whose rows are of a whole workspace has one.
    """
    with engine.begin() as connection:
        for number, person in enumerate(people, 1):
            for table in TABLES:
                row = {column.name: _value(table, column, team, person, number) for column in table.columns}
                connection.execute(insert_new(connection.dialect, table), row)


def _value(table: Table, column: Column[Any], team: str, person: str, number: int) -> object:
    if column.name == "team_id":
        return team
    if column.name in {names.column for names in people_of(table)}:
        return person
    if isinstance(column.type, String):
        return f"{number}" if column.primary_key else f"{number} <@{person}>"[: column.type.length]
    kinds: tuple[tuple[type, object], ...] = (
        (Boolean, True),
        (Integer, number),
        (Float, number),
        (Date, date(2026, 12, 4)),
        (Time, time(8)),
        (LargeBinary, b"x"),
    )
    return next((value for kind, value in kinds if isinstance(column.type, kind)), NOW)


def tables_that_tell(engine: Engine, person: str) -> set[str]:
    """The tables in which the id stands anywhere, in any column of any row."""
    with engine.connect() as connection:
        return {
            table.name for table in TABLES for row in connection.execute(select(table)) if person in repr(tuple(row))
        }


def rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {table.name: len(connection.execute(select(table)).all()) for table in TABLES}


def test_erase_leaves_the_persons_id_in_no_column_of_any_table(engine: Engine) -> None:
    filled(engine, "T1", LENA, KENJI)
    assert len(tables_that_tell(engine, LENA)) > 10
    PersonalData(engine, "T1").erase(LENA)
    assert tables_that_tell(engine, LENA) == set()
    assert PersonalData(engine, "T1").of(LENA) == ()


def test_erase_leaves_what_is_others(engine: Engine) -> None:
    filled(engine, "T1", LENA, KENJI)
    of_kenji, told = PersonalData(engine, "T1").of(KENJI), tables_that_tell(engine, KENJI)
    PersonalData(engine, "T1").erase(LENA)
    assert (PersonalData(engine, "T1").of(KENJI), tables_that_tell(engine, KENJI)) == (of_kenji, told)
    left = rows(engine)
    assert (left["stars"], left["messages"], left["audit"], left["amendments"]) == (1, 1, 2, 2)


def test_erase_in_one_workspace_leaves_the_others_alone(engine: Engine) -> None:
    filled(engine, "T2", LENA)
    kept = PersonalData(engine, "T2").of(LENA)
    PersonalData(engine, "T1").erase(LENA)
    PersonalData(engine, "T1").erase_everybody()
    assert PersonalData(engine, "T2").of(LENA) == kept


def test_erase_everybody_leaves_no_persons_id(engine: Engine) -> None:
    filled(engine, "T1", LENA, KENJI)
    PersonalData(engine, "T1").erase_everybody()
    assert tables_that_tell(engine, LENA) | tables_that_tell(engine, KENJI) == set()


def test_erase_everybody_leaves_what_channels_are_told(engine: Engine) -> None:
    filled(engine, "T1", LENA, "C0123456789")
    PersonalData(engine, "T1").erase_everybody()
    with engine.connect() as connection:
        assert connection.scalars(select(metadata.tables["messages"].c.recipient)).all() == ["C0123456789"]


def test_word_in_capitals_is_nobodys_id(engine: Engine) -> None:
    with engine.begin() as connection:
        values = {
            "team_id": "T1",
            "schedule_id": "a",
            "before": "UNDERSTANDING U0123456789",
            "since": NOW,
            "due_at": NOW,
        }
        connection.execute(metadata.tables["notices"].insert(), values)
    PersonalData(engine, "T1").erase_everybody()
    with engine.connect() as connection:
        assert connection.scalars(select(metadata.tables["notices"].c.before)).all() == ["UNDERSTANDING "]


def test_person_is_told_of_every_row_in_every_table_that_names_them(engine: Engine) -> None:
    filled(engine, "T1", LENA, KENJI)
    kept = PersonalData(engine, "T1").of(LENA)
    named = [names.called for table in TABLES for names in people_of(table)]
    assert [(one.called, len(one.rows)) for one in kept] == [(called, 1) for called in named]
    assert len(set(named)) == len(named)
    assert KENJI not in repr(kept)


def test_question_that_waits_is_told_in_its_words_and_goes_with_the_last_who_asked(engine: Engine) -> None:
    questions, data = Questions(engine, "T1"), PersonalData(engine, "T1")
    for user in (LENA, KENJI):
        question = questions.note("event", "wifi", "Wifi?", user, NOW)
    (kept,) = data.of(LENA)
    words = (Field("question_id", question.id), Field("text", "Wifi?"), Field("asked_at", NOW))
    assert kept == Kept("questions of yours that wait for an answer", (words,))
    data.erase(LENA)
    assert questions.get(question.id) is not None
    data.erase(KENJI)
    assert questions.get(question.id) is None


def test_answer_of_the_organizers_stays_for_others(engine: Engine) -> None:
    questions = Questions(engine, "T1")
    question = questions.note("event", "wifi", "Wifi?", LENA, NOW)
    questions.answer(question.id, "eduroam")
    PersonalData(engine, "T1").erase(LENA)
    assert [one.answer for one in questions.answered()] == ["eduroam"]
