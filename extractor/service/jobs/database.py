"""One database, two engines: SQLite in the data folder, or PostgreSQL for many machines."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Double,
    Engine,
    Table,
    cast,
    create_engine,
    event,
    func,
    inspect,
    literal,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.sql.elements import ColumnElement

from extractor.errors import MissingExtra, UsageError
from extractor.service.errors import StorageFull
from extractor.service.jobs.tables import METADATA, READABLE_VERSIONS, SCHEMA, SCHEMA_VERSION
from extractor.service.storage.private import private_file

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

_BUSY_SECONDS = 30
_LOG_WAIT_MS = 200
_CONNECTIONS = 8
_SCHEMA_LOCK = 7_246_301
"""A number of our own for PostgreSQL's advisory lock: processes that start together make the tables one by one."""


class Database:
    """Connections with transactions. ``write`` locks out other writers on SQLite from its first statement on."""

    def __init__(self, url: str) -> None:
        """Open it and make what tables it lacks; UsageError where that does not work, StorageFull."""
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite lets one write at a time, and whoever finds it busy sleeps and asks again: threads better queue here
        self._turn: AbstractContextManager[object] = Lock() if self.is_sqlite else nullcontext()
        try:
            self._make_tables()
        except BaseException as error:
            self.close()
            if isinstance(error, DBAPIError):
                raise UsageError(f"The database can not be used: {error.orig}.") from error
            raise

    def _make_tables(self) -> None:
        with self.write() as connection:
            if not self.is_sqlite:
                connection.execute(func.pg_advisory_xact_lock(_SCHEMA_LOCK).select())
            is_new = _is_new(connection)
            if not is_new:
                _refuse_other_version(connection)
            METADATA.create_all(connection)
            if is_new:
                connection.execute(SCHEMA.insert().values(version=SCHEMA_VERSION))

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at its end; StorageFull where the disk is."""
        with _full_disk_told(), self._turn, self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.engine.connect().execution_options(only_reads=True) as connection:
            yield connection

    def now(self) -> ColumnElement[float]:
        """Seconds since 1970: the clock of the machine for SQLite, the database's own where machines share it."""
        if self.is_sqlite:
            return literal(time.time())
        return cast(func.extract("epoch", func.clock_timestamp()), Double)

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """An insert that can say what to do on a conflict; one dialect is loaded, which takes as long as all else."""
        if self.is_sqlite:
            from sqlalchemy.dialects.sqlite import insert

            return insert(table)
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return insert_there(table)

    def empty_log(self) -> None:
        """SQLite: cut off its write-ahead log, which still holds what was removed: the passwords of jobs that ended.

        Where somebody reads on, it is left for the next time.
        """
        if not self.is_sqlite:
            return
        with self._turn, closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            # whoever waits for a reader that does not end keeps all writers waiting
            cursor.execute(f"PRAGMA busy_timeout = {_LOG_WAIT_MS}")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _is_new(connection: Connection) -> bool:
    """Whether the database has no table of ours; UsageError where it has one that nothing says to be ours."""
    there = inspect(connection)
    if there.has_table(SCHEMA.name):
        return False
    if others := [name for name in METADATA.tables if there.has_table(name)]:
        raise UsageError(
            f"The database has a table {others[0]} that is not of this program: use a database of its own."
        )
    return True


def _refuse_other_version(connection: Connection) -> None:
    """UsageError where the tables are another program's; those that it works with as they are it makes its own."""
    versions = connection.execute(select(SCHEMA.c.version)).scalars().all()
    if len(versions) != 1:
        raise UsageError("The database does not say of which version its tables are: use another database.")
    if versions[0] not in READABLE_VERSIONS:
        raise UsageError(
            f"The database has tables of version {versions[0]}, this program of version {SCHEMA_VERSION}: use the "
            "program that made them, or another database."
        )
    if versions[0] != SCHEMA_VERSION:
        connection.execute(update(SCHEMA).values(version=SCHEMA_VERSION))


def _engine(url: str) -> Engine:
    """An engine whose errors do not say the values of a statement: passwords are among them, and errors are logged."""
    try:
        address = make_url(url)
        if address.get_backend_name() not in ("sqlite", "postgresql"):
            raise UsageError("The database is SQLite or PostgreSQL: --database postgresql://user@host/name.")
        if address.get_backend_name() == "postgresql":
            words = {"unix_sock": address.query["unix_sock"]} if "unix_sock" in address.query else {}
            return create_engine(
                address.set(query={}),
                pool_size=_CONNECTIONS,
                pool_pre_ping=True,
                connect_args=words,
                hide_parameters=True,
            )
    except ModuleNotFoundError as error:
        raise MissingExtra(f"PostgreSQL is reached by {error.name}", "serve") from error
    except SQLAlchemyError as error:
        raise UsageError("The address of the database can not be read.") from error
    _close_sqlite_to_others(address.database)
    engine = create_engine(
        address,
        pool_size=_CONNECTIONS,
        max_overflow=_CONNECTIONS,
        connect_args={"timeout": _BUSY_SECONDS},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _close_sqlite_to_others(database: str | None) -> None:
    """The file holds keys' hashes and passwords that wait; what SQLite lays beside it gets the same rights."""
    if not database or database.startswith((":", "file:")):
        return
    path = Path(database)
    try:
        private_file(path)
        for beside in (path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm")):
            if beside.exists():
                private_file(beside)
    except OSError as error:
        raise UsageError(f"The database can not be used: {error.strerror or type(error).__name__}.") from error


def _set_up_sqlite(connection: SqliteConnection, record: Any) -> None:
    """Committed means on the disk: a write-ahead log that is synced at every commit. What is removed is overwritten."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for words in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {words}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue at the beginning of their transaction, so that none fails half-way."""
    reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def _full_disk_told() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if "disk is full" in str(error.orig) or "No space left" in str(error.orig):
            raise StorageFull("The disk of the database is full.", retry_after=5) from error
        raise
