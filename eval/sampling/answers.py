"""A person's answers: the columns ``id``, ``right`` and ``true_value`` of a table, as spreadsheet programs save it."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError
from extractor.eval.sampling.plan import Plan

YES = frozenset({"y", "yes", "1", "true", "是", "对", "正确", "√", "✓"})
NO = frozenset({"n", "no", "0", "false", "否", "错", "错误", "不对", "×", "✗"})
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKED_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = (",", "\t", ";")
_NEEDED = ("id", "right")
_LISTED = 5


class AnswersError(UsageError):
    """The answers can not be used."""

    code = "bad_answers"
    remedy = "Mend the lines that the message names; `right` takes y or n (是 or 否), blank leaves an item unanswered."


class UnknownItem(AnswersError):
    """Answers name items that the plan does not have."""

    code = "unknown_item"
    remedy = "Give the sample.json of the same sample; the ids of another sample differ."


class UnclearAnswer(AnswersError):
    """An answer is neither yes nor no, or says yes beside another true value."""

    code = "unclear_answer"


class RepeatedAnswer(AnswersError):
    """An item is answered twice."""

    code = "repeated_answer"
    remedy = "Keep one line for each item."


class NothingAnswered(AnswersError):
    """No item is answered."""

    code = "nothing_answered"
    remedy = "Check the items in sample.html or fill in the column `right`, then try again."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of one item; ``true_value`` is what the document prints, where it was given."""

    id: str
    right: bool
    true_value: str | None


def read_answers(path: Path, plan: Plan) -> tuple[Answer, ...]:
    """Read the answered items in the order of the file.

    The table is separated by commas, tabs or semicolons, in UTF-8, UTF-16 with a byte-order mark or GB18030 (as Excel
    saves CSV where Windows is Chinese); other columns than ``id``, ``right`` and ``true_value`` are passed over. Raises
    an AnswersError: no table, UnknownItem, UnclearAnswer, RepeatedAnswer, NothingAnswered.
    """
    known = {item.id: item.value for item in plan.items}
    rows = list(_rows(path))
    unknown = [f"line {line}: {row['id']!r}" for line, row in rows if row["id"] not in known]
    if unknown:
        raise UnknownItem(f"{path.name} names items that are not in the plan: {_some(unknown)}.")
    unclear, answers = [], []
    for line, row in rows:
        word, true_value = _plain(row["right"]), row.get("true_value", "").strip() or None
        if word and word not in YES | NO:
            unclear.append(f"line {line}: {row['right']!r}")
        elif word in YES and true_value is not None and _plain(true_value) != _plain(known[row["id"]]):
            unclear.append(f"line {line}: right, and yet the true value is {true_value!r}")
        elif word:
            answers.append(Answer(row["id"], word in YES, true_value))
        elif true_value is not None:
            unclear.append(f"line {line}: a true value without y or n")
    if unclear:
        raise UnclearAnswer(f"{path.name} has answers that are not clear: {_some(unclear)}.")
    ids = [answer.id for answer in answers]
    repeated = sorted({identity for identity in ids if ids.count(identity) > 1})
    if repeated:
        raise RepeatedAnswer(f"{path.name} answers items twice: {_some(repeated)}.")
    if not answers:
        raise NothingAnswered(f"{path.name} answers none of the {len(known)} items.")
    return tuple(answers)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each line with an id: its number in the file and its texts by column."""
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator)
    names = {name: (name or "").strip().lower() for name in reader.fieldnames or ()}
    missing = [name for name in _NEEDED if name not in names.values()]
    if missing:
        raise AnswersError(f"{path.name} has no column {missing[0]!r} in its first line.")
    for row in reader:
        clean = {names[name]: value or "" for name, value in row.items() if isinstance(name, str)}
        if any(value.strip() for value in clean.values()):
            yield reader.line_num, clean | {"id": clean["id"].strip()}


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AnswersError(f"The answers {path.name} can not be read: {error.strerror}.") from error
    marked = _MARKED_ENCODINGS.get(data[:2])
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AnswersError(f"{path.name} is not a text in UTF-8, UTF-16 or GB18030; save it as CSV.")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _some(lines: list[str]) -> str:
    more = f" and {len(lines) - _LISTED} more" if len(lines) > _LISTED else ""
    return "; ".join(lines[:_LISTED]) + more
