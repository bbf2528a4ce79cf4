"""Which databases are taken, and what is left in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from extractor.errors import UsageError
from extractor.service.jobs.database import Database
from extractor.service.jobs.job import Failed, NewJob
from extractor.service.jobs.queue import Bounds, JobQueue
from extractor.service.jobs.tables import METADATA
from extractor.service.settings import Settings
from tests.service.postgres import postgres

TABLES = set(METADATA.tables)
BOUNDS = Bounds(100, 1 << 30)
PASSWORD = "word-4711"  # noqa: S105 - of a test


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with postgres() as address:
        yield Settings(database=address).database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'x.sqlite'}"
        return
    address = request.getfixturevalue("cluster")
    do(address, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    yield address


def do(address: str, *statements: str) -> set[str]:
    """Carry statements out as another program would; the tables there are then."""
    url, _, socket = address.partition("?unix_sock=")
    engine = create_engine(url, connect_args={"unix_sock": socket} if socket else {})
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    tables = set(inspect(engine).get_table_names())
    engine.dispose()
    return tables


def test_tables_of_others_may_lie_beside_ours(address: str) -> None:
    do(address, "CREATE TABLE books (title text)")
    for _ in range(2):
        Database(address).close()
    assert do(address) == {"books"} | TABLES


@pytest.mark.parametrize("name", ["jobs", "keys", "labels"])
def test_a_table_of_such_a_name_that_is_not_ours_is_left_alone(name: str, address: str) -> None:
    do(address, f"CREATE TABLE {name} (title text)")
    with pytest.raises(UsageError, match=f"a table {name} that is not of this program"):
        Database(address)
    assert do(address) == {name}


@pytest.mark.parametrize(
    "spoiling",
    [
        "INSERT INTO service_schema VALUES (7)",
        "DELETE FROM service_schema",
        "UPDATE service_schema SET version = 99",
        "ALTER TABLE service_schema RENAME COLUMN version TO edition",
    ],
)
def test_a_database_that_does_not_say_our_version_is_left_alone(spoiling: str, address: str) -> None:
    Database(address).close()
    do(address, spoiling, "DROP TABLE labels")
    with pytest.raises(UsageError):
        Database(address)
    assert do(address) == TABLES - {"labels"}


def test_tables_of_version_1_are_taken_over(address: str) -> None:
    Database(address).close()
    do(
        address,
        "UPDATE service_schema SET version = 1",
        "INSERT INTO keys VALUES ('a', 'b', 'c', 'all', 1, 1, 0.0, 0.0)",
    )
    database = Database(address)
    with database.read() as connection:
        assert connection.execute(text("SELECT version FROM service_schema")).scalars().all() == [2]
        assert connection.execute(text("SELECT name FROM keys")).scalars().all() == ["b"]
    database.close()


def test_an_error_of_a_statement_does_not_say_its_values(address: str) -> None:
    database = Database(address)
    queue = JobQueue(database)
    do(address, "DROP TABLE jobs")
    with pytest.raises(DBAPIError) as raised:
        queue.submit(NewJob("a", "x.pdf", "0" * 64, 1, {}, PASSWORD, f"https://hook.example/{PASSWORD}"), BOUNDS)
    database.close()
    assert "jobs" in str(raised.value)
    assert PASSWORD not in str(raised.value)


def test_a_password_is_in_no_file_of_sqlite_once_its_job_has_ended(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite'}")
    queue = JobQueue(database)
    for number in range(3):
        queue.submit(NewJob("a", f"{number}.pdf", "0" * 64, 1, {}, PASSWORD), BOUNDS)
        job = queue.claim("w", 30)
        assert job is not None
        assert job.password == PASSWORD
        assert queue.fail(job, Failed("a", "b", "c", 422))
    assert PASSWORD.encode() in files(tmp_path)
    queue.forget_ended()
    assert PASSWORD.encode() not in files(tmp_path)
    database.close()


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_a_log_that_somebody_reads_is_left_for_the_next_time(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite'}")
    queue = JobQueue(database)
    with database.read() as reader:
        reader.execute(text("SELECT count(*) FROM jobs"))
        queue.submit(NewJob("a", "x.pdf", "0" * 64, 1, {}, PASSWORD), BOUNDS)
        queue.forget_ended()
    job = queue.claim("w", 30)
    assert job is not None
    assert job.password == PASSWORD
    database.close()
