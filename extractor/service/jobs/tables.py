"""The service's tables, for SQLite and PostgreSQL alike."""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("identity", String(64), unique=True),
    Column("owner", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("options", Text, nullable=False),
    Column("password", Text),
    Column("webhook", Text),
    Column("state", String(16), nullable=False),
    Column("runs", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
    Column("worker", String(80)),
    Column("lease_until", Double),
    Column("created", Double, nullable=False),
    Column("started", Double),
    Column("finished", Double),
    Column("result", String(64)),
    Column("result_bytes", BigInteger),
    Column("facts", Text),
    Column("error", Text),
    Index("jobs_by_state", "state", "created"),
    Index("jobs_by_owner", "owner", "created"),
    Index("jobs_by_content", "sha256"),
    Index("jobs_by_result", "result"),
)
"""One row a task. ``identity`` is the hash of owner, content, name, options and version, null once the result is gone:
the same document sent twice is one job. ``runs`` counts how often a worker took it, ``attempts`` the conversions that
ended their own process, ``losses`` the workers that vanished with it. ``password`` is removed when the job ends. Times
are seconds since 1970 by the database's clock."""

KEYS = Table(
    "keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
    Column("scopes", Text, nullable=False),
    Column("requests_per_minute", Integer),
    Column("max_queued_jobs", Integer),
    Column("created", Double, nullable=False),
    Column("revoked", Double),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("job", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Double, nullable=False),
    Column("said", Text),
    Index("deliveries_by_due", "state", "due"),
)
"""Webhooks to send; ``said`` is what came of the last attempt."""

ENTRIES = Table(
    "entries",
    METADATA,
    Column("document", String(64), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("key", Text),
    Column("action", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("text", Text),
    Column("before", Text),
    Column("note", Text),
)
"""What persons said of documents on the review page; rows are added, never changed. They outlast the jobs."""

LABELS = Table(
    "labels",
    METADATA,
    Column("document", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("reader", String(40), nullable=False),
    Column("label", Text, nullable=False),
)
"""Labels as JSON, every version of every reader."""

SCHEMA = Table("service_schema", METADATA, Column("version", Integer, primary_key=True))
"""One row: the version of all these tables."""

SCHEMA_VERSION = 2
"""Counted up with every change that an older program could not work with. 2: uploads and results are stored under the
job's number, which a program of version 1 does not look for."""

READABLE_VERSIONS = (1, 2)
"""Versions whose tables this program works with as they are."""
