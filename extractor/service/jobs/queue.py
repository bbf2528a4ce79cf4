"""The queue: jobs put in, leased to workers, ended. Each method is one transaction."""

import json
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, delete, func, or_, select, update

from extractor.service.errors import Draining, QueueFull
from extractor.service.jobs.database import Database
from extractor.service.jobs.job import DONE, OPEN, Failed, Job, NewJob
from extractor.service.jobs.tables import DELIVERIES, JOBS
from extractor.service.storage.blobs import blob_name

_NUMBER = re.compile("[0-9a-f]{32}")
_COME_AGAIN_SECONDS = 5
_COLUMNS = [JOBS.c[name] for name in Job.__dataclass_fields__]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may wait: jobs and bytes of all together, jobs of one key."""

    jobs: int
    bytes: int
    jobs_of_owner: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits or is in work."""

    pending: int
    started: int
    bytes: int


class JobQueue:
    """Jobs in a database. A worker holds a job by a lease that it renews; what a worker says of a job that it no longer
    holds is not heard, so that each job has one result however often it was run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def same_as(self, new: NewJob) -> Job | None:
        """The job that was put in before and is the same, unless its failure may have passed."""
        with self._database.read() as connection:
            row = connection.execute(select(*_COLUMNS).where(JOBS.c.identity == new.identity)).one_or_none()
        job = None if row is None else _job(row)
        return None if job is None or _may_pass(job) else job

    def submit(self, new: NewJob, bounds: Bounds) -> tuple[Job, bool]:
        """The job, and whether it is new: the same again is the same job, unless its failure may have passed.

        QueueFull when ``bounds`` are reached; Draining where its upload lay so long that it was cleared away.
        """
        with self._database.write() as connection:
            row = connection.execute(select(*_COLUMNS).where(JOBS.c.identity == new.identity)).one_or_none()
            if row is not None:
                job = _job(row)
                if not _may_pass(job):
                    return job, False
                connection.execute(update(JOBS).where(JOBS.c.id == job.id).values(identity=None))
            self._refuse_overload(connection, new, bounds)
            return self._insert(connection, new)

    def _insert(self, connection: Connection, new: NewJob) -> tuple[Job, bool]:
        """Where another process put the same in meanwhile, its job is the one."""
        values = {name: value for name, value in asdict(new).items() if name != "options"}
        statement = self._database.insert(JOBS).values(
            **values,
            identity=new.identity,
            options=json.dumps(new.options, sort_keys=True),
            state="pending",
            runs=0,
            attempts=0,
            losses=0,
            created=self._database.now(),
        )
        row = connection.execute(statement.on_conflict_do_nothing().returning(*_COLUMNS)).one_or_none()
        if row is not None:
            return _job(row), True
        row = connection.execute(select(*_COLUMNS).where(JOBS.c.identity == new.identity)).one_or_none()
        if row is None:
            raise Draining("The document waited too long for its place in the queue.", _COME_AGAIN_SECONDS)
        return _job(row), False

    def _refuse_overload(self, connection: Connection, new: NewJob, bounds: Bounds) -> None:
        waiting = JOBS.c.state.in_(OPEN)
        own = func.count(case((JOBS.c.owner == new.owner, 1)))
        count, size, of_owner = connection.execute(
            select(func.count(), func.coalesce(func.sum(JOBS.c.bytes), 0), own).where(waiting)
        ).one()
        if count >= bounds.jobs or int(size) + new.bytes > bounds.bytes:
            raise QueueFull("As many documents wait as this service lets wait.", _COME_AGAIN_SECONDS)
        if bounds.jobs_of_owner is not None and of_owner >= bounds.jobs_of_owner:
            raise QueueFull("As many documents of this key wait as it may have waiting.", _COME_AGAIN_SECONDS)

    def load(self) -> Load:
        """How much waits or is in work."""
        with self._database.read() as connection:
            counts = {
                state: (count, int(size))
                for state, count, size in connection.execute(
                    select(JOBS.c.state, func.count(), func.sum(JOBS.c.bytes))
                    .where(JOBS.c.state.in_(OPEN))
                    .group_by(JOBS.c.state)
                )
            }
        pending, started = counts.get("pending", (0, 0)), counts.get("started", (0, 0))
        return Load(pending[0], started[0], pending[1] + started[1])

    def claim(self, worker: str, lease_seconds: float) -> Job | None:
        """The oldest job that waits, or whose worker is not heard of any more; it is this worker's for the lease."""
        now = self._database.now()
        free = or_(JOBS.c.state == "pending", and_(JOBS.c.state == "started", JOBS.c.lease_until < now))
        oldest = select(JOBS.c.id).where(free).order_by(JOBS.c.created).limit(1).with_for_update(skip_locked=True)
        taken = {
            "state": "started",
            "worker": worker,
            "lease_until": now + lease_seconds,
            "started": now,
            "losses": JOBS.c.losses + case((JOBS.c.state == "started", 1), else_=0),
            "runs": JOBS.c.runs + 1,
        }
        statement = update(JOBS).where(JOBS.c.id == oldest.scalar_subquery()).values(taken).returning(*_COLUMNS)
        with self._database.write() as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else _job(row)

    def renew(self, worker: str, lease_seconds: float) -> None:
        """Say that the worker lives: all that it holds stays with it."""
        mine = and_(JOBS.c.worker == worker, JOBS.c.state == "started")
        with self._database.write() as connection:
            connection.execute(update(JOBS).where(mine).values(lease_until=self._database.now() + lease_seconds))

    def release(
        self, worker: str, job: Job | None = None, *, lost: bool = False, but: Collection[str] = frozenset()
    ) -> int:
        """Give jobs back that the worker holds, one or all ``but`` some; how many there were.

        ``lost``: the worker vanished, or could not end it, which is counted against the job.
        """
        mine = and_(JOBS.c.worker == worker, JOBS.c.state == "started")
        back: dict[str, Any] = {"state": "pending", "worker": None, "lease_until": None}
        if lost:
            back["losses"] = JOBS.c.losses + 1
        if job is not None:
            mine = and_(mine, JOBS.c.id == job.id, JOBS.c.runs == job.runs)
        if but:
            mine = and_(mine, JOBS.c.id.not_in(but))
        with self._database.write() as connection:
            return connection.execute(update(JOBS).where(mine).values(back)).rowcount

    def try_again(self, job: Job) -> bool:
        """Put a job back whose conversion ended its process; whether it was still this worker's."""
        back = {"state": "pending", "worker": None, "lease_until": None, "attempts": JOBS.c.attempts + 1}
        with self._database.write() as connection:
            return connection.execute(update(JOBS).where(_held(job)).values(back)).rowcount == 1

    def succeed(self, job: Job, result: str, size: int, facts: dict[str, Any], *, partial: bool) -> bool:
        """Make a stored result the job's one result; False when the job is no longer this worker's."""
        state = "partial" if partial else "success"
        return self._end(job, {"state": state, "result": result, "result_bytes": size, "facts": json.dumps(facts)})

    def fail(self, job: Job, failed: Failed) -> bool:
        """End the job without a document; False when it is no longer this worker's."""
        return self._end(job, {"state": "failure", "error": json.dumps(asdict(failed))})

    def _end(self, job: Job, values: dict[str, Any]) -> bool:
        now = self._database.now()
        ended = {**values, "finished": now, "password": None, "worker": None, "lease_until": None}
        statement = update(JOBS).where(_held(job)).values(ended).returning(JOBS.c.webhook)
        with self._database.write() as connection:
            row = connection.execute(statement).one_or_none()
            if row is not None and row.webhook is not None:
                told = {"job": job.id, "url": row.webhook, "state": "waiting", "attempts": 0, "due": now}
                connection.execute(DELIVERIES.insert().values(told))
        return row is not None

    def get(self, identity: str) -> Job | None:
        """The job of this number."""
        with self._database.read() as connection:
            row = connection.execute(select(*_COLUMNS).where(JOBS.c.id == identity)).one_or_none()
        return None if row is None else _job(row)

    def position(self, job: Job) -> int:
        """How many jobs were put in before this one and wait still."""
        before = and_(JOBS.c.state == "pending", JOBS.c.created < job.created)
        with self._database.read() as connection:
            return connection.execute(select(func.count()).where(before)).scalar_one()

    def done_among(self, identities: list[str]) -> set[str]:
        """Which of these jobs wait no more, whatever came of them."""
        with self._database.read() as connection:
            rows = connection.execute(select(JOBS.c.id).where(JOBS.c.id.in_(identities), JOBS.c.state.not_in(OPEN)))
            return {row.id for row in rows}

    def listed(self, owner: str | None, limit: int, before: float | None, states: tuple[str, ...] = ()) -> list[Job]:
        """Jobs, the newest first; of one owner or of all, put in before a time; not those that are gone."""
        shown = [JOBS.c.state.in_(states) if states else JOBS.c.state != "gone"]
        if owner is not None:
            shown.append(JOBS.c.owner == owner)
        if before is not None:
            shown.append(JOBS.c.created < before)
        statement = select(*_COLUMNS).where(*shown).order_by(JOBS.c.created.desc(), JOBS.c.id).limit(limit)
        with self._database.read() as connection:
            return [_job(row) for row in connection.execute(statement)]

    def remove(self, job: Job) -> list[str]:
        """Forget the job's result, or that it was to be made, and that somebody is to be told; its number stays known
        as gone. What it had in the store."""
        with self._database.write() as connection:
            had = _had(connection, JOBS.c.id == job.id)
            connection.execute(update(JOBS).where(JOBS.c.id == job.id).values(**_GONE, finished=self._database.now()))
            connection.execute(delete(DELIVERIES).where(DELIVERIES.c.job == job.id))
        return had

    def expire(self, retention_seconds: float, tombstone_seconds: float) -> list[str]:
        """Let old results go, and forget those that are long gone; what those that went had in the store."""
        now = self._database.now()
        old = and_(JOBS.c.state.in_(DONE), JOBS.c.finished < now - retention_seconds)
        with self._database.write() as connection:
            had = _had(connection, old)
            connection.execute(update(JOBS).where(old).values(**_GONE))
            gone = select(JOBS.c.id).where(JOBS.c.state == "gone")
            connection.execute(delete(DELIVERIES).where(DELIVERIES.c.job.in_(gone)))
            forgotten = and_(JOBS.c.state == "gone", JOBS.c.finished < now - tombstone_seconds)
            connection.execute(delete(JOBS).where(forgotten))
        return had

    def forget_ended(self) -> None:
        """Leave nothing behind of what jobs that ended had to be kept with, their passwords."""
        self._database.empty_log()

    def lets_go(self, blob: str) -> bool:
        """Whether no job needs what is stored under this name, and none ever will: whoever is told so may remove it at
        any time after.

        A job that is gone does not come back, and one that is done gets no other result. Where there is no job of the
        number yet, the number is given away, so that whoever is putting it in meets that instead.
        """
        number, _, sha256 = blob.rpartition("-")
        if not number:
            return not self._is_of_version_1(sha256)
        if _NUMBER.fullmatch(number) is None:
            return False
        with self._database.read() as connection:
            facts = select(JOBS.c.state, JOBS.c.sha256, JOBS.c.result).where(JOBS.c.id == number)
            row = connection.execute(facts).one_or_none()
        if row is None:
            return self._give_away(number)
        return row.state == "gone" or (row.state in DONE and sha256 not in (row.sha256, row.result))

    def _is_of_version_1(self, sha256: str) -> bool:
        """Whether a job of tables of version 1 may need it: their names said the content only. No new job uses it."""
        needs = or_(and_(JOBS.c.sha256 == sha256, JOBS.c.state != "gone"), JOBS.c.result == sha256)
        with self._database.read() as connection:
            return connection.execute(select(JOBS.c.id).where(needs).limit(1)).one_or_none() is not None

    def _give_away(self, number: str) -> bool:
        """Note the number as that of a job that is gone; False where a job has got it meanwhile."""
        now = self._database.now()
        nothing = {"owner": "", "name": "", "sha256": "", "bytes": 0, "options": "{}", "runs": 0, "attempts": 0}
        statement = self._database.insert(JOBS).values(
            **nothing, losses=0, id=number, state="gone", created=now, finished=now
        )
        with self._database.write() as connection:
            taken = connection.execute(statement.on_conflict_do_nothing().returning(JOBS.c.id)).one_or_none()
        return taken is not None


_GONE: dict[str, Any] = {
    "state": "gone",
    "identity": None,
    "result": None,
    "facts": None,
    "password": None,
    "worker": None,
    "lease_until": None,
}


def _had(connection: Connection, which: ColumnElement[bool]) -> list[str]:
    """What these jobs have in the store; on PostgreSQL no worker ends one of them until the transaction does."""
    facts = select(JOBS.c.id, JOBS.c.sha256, JOBS.c.result).where(which).order_by(JOBS.c.id).with_for_update()
    rows = connection.execute(facts).all()
    return [blob_name(row.id, blob) for row in rows for blob in (row.sha256, row.result) if blob is not None]


def _may_pass(job: Job) -> bool:
    return job.error is not None and job.error.may_pass


def _held(job: Job) -> Any:
    """Whether the run that a worker holds is still the one that counts."""
    return and_(JOBS.c.id == job.id, JOBS.c.state == "started", JOBS.c.worker == job.worker, JOBS.c.runs == job.runs)


def _job(row: Row[Any]) -> Job:
    values = dict(row._mapping)
    values["options"] = json.loads(values["options"])
    values["facts"] = json.loads(values["facts"]) if values["facts"] else None
    values["error"] = Failed(**json.loads(values["error"])) if values["error"] else None
    return Job(**values)
