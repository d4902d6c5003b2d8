"""Statements made once, for what every answer waits for, and given to the database's driver.

SQLAlchemy's own execution, and the lending of its pool's connections, take several times as long as the statements.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, cast

from sqlalchemy import Dialect, Engine, Insert, Select, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Row = dict[str, Any]


class Driver:
    """The driver on a connection of its own, made when it is needed first and closed with the engine.

    Statements follow one another on it, each a transaction.
    """

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect
        self._engine = engine
        self._lock = Lock()
        self._connection: DBAPIConnection | None = None
        event.listen(engine, "engine_disposed", lambda _: self._close())

    def run(self, text: str, values: Sequence[Any] | dict[str, Any]) -> tuple[int, Sequence[Any]]:
        """How many rows were changed, and which found; raises DBAPIError, as SQLAlchemy's own execution does."""
        with self._lock:
            try:
                return self._executed(text, values)
            except self.dialect.loaded_dbapi.Error as error:
                if not self._is_cut_off(error):
                    raise DBAPIError(text, values, error) from error
                self._close()
                return self._executed(text, values)

    def _executed(self, text: str, values: Sequence[Any] | dict[str, Any]) -> tuple[int, Sequence[Any]]:
        cursor = self._connected().cursor()
        cursor.execute(text, values)
        return cursor.rowcount, cursor.fetchall() if cursor.description else ()

    def _connected(self) -> DBAPIConnection:
        if self._connection is None:
            lent = self._engine.raw_connection()
            self._connection = cast("DBAPIConnection", lent.dbapi_connection)
            lent.detach()
            self.dialect.set_isolation_level(self._connection, "AUTOCOMMIT")
        return self._connection

    def _is_cut_off(self, error: DBAPIModule.Error) -> bool:
        """Whether the server ended the connection, as one does that was started anew."""
        return self.dialect.is_disconnect(error, self._connection, None)

    def _close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None


class Prepared:
    """One statement; its values are given as the driver takes them: texts and numbers."""

    def __init__(self, driver: Driver, statement: Select[Any] | Insert) -> None:
        compiled = statement.compile(dialect=driver.dialect)
        self._driver = driver
        self._text = str(compiled)
        self._order = compiled.positiontup
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        self._columns = tuple((column.name, _reader(driver.dialect, column.type)) for column in columns)

    def changed(self, **values: str | int) -> int:
        """How many rows it changes."""
        return self._run(values)[0]

    def rows(self, **values: str | int) -> tuple[Row, ...]:
        """What it finds, by the columns' names."""
        return tuple(
            {name: read(value) if read else value for (name, read), value in zip(self._columns, row, strict=True)}
            for row in self._run(values)[1]
        )

    def _run(self, values: dict[str, str | int]) -> tuple[int, Sequence[Any]]:
        return self._driver.run(self._text, tuple(values[name] for name in self._order) if self._order else values)


def _reader(dialect: Dialect, kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """What makes the column's value of the driver's; None where they are the same."""
    return kind.dialect_impl(dialect).result_processor(dialect, None)
