"""Which databases are taken, and what is left in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from extractor.errors import UsageError
from extractor.service.jobs.database import Database
from extractor.service.jobs.tables import METADATA
from extractor.service.settings import Settings
from tests.service.postgres import postgres

TABLES = set(METADATA.tables)


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
