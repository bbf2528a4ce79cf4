"""Which columns belong together: label columns with the amount columns that follow them (收入 | 支出 | 用途)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.document.table import Column
from extractor.document.vocabulary import ColumnRole, Side, TableKind
from extractor.normalise.statements.codes import CODE_ROLES, PART_ROLES
from extractor.normalise.statements.labels import side_of

AMOUNT_ROLES: frozenset[ColumnRole] = frozenset(("total", "amount", "quantity", "unit_price"))
UNDIVIDED_KINDS: frozenset[TableKind] = frozenset(("procurement", "organisation", "assets", "project_expenditure"))
"""Lists whose rows are one thing each, however many name columns they have."""


@dataclass(frozen=True, slots=True)
class Group:
    """Column indices of one group; ``labels`` holds names and codes in printed order."""

    side: Side | None
    codes: tuple[int, ...]
    names: tuple[int, ...]
    texts: tuple[int, ...]
    amounts: tuple[int, ...]

    @property
    def labels(self) -> tuple[int, ...]:
        return tuple(sorted(self.codes + self.names))

    @property
    def columns(self) -> tuple[int, ...]:
        return tuple(sorted(self.codes + self.names + self.texts + self.amounts))


@dataclass(slots=True)
class _Collected:
    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)


def divide_columns(columns: Sequence[Column], kind: TableKind) -> tuple[Group, ...]:
    """Divide the columns of a statement into groups, left to right; line numbers belong to none.

    A label column after amounts opens a new group when amounts follow it; else it is a remark of its group.
    """
    last_amount = max((i for i, column in enumerate(columns) if column.role in AMOUNT_ROLES), default=-1)
    found = [_Collected()]
    for index, column in enumerate(columns):
        is_code = column.role in CODE_ROLES or column.role in PART_ROLES
        if is_code or column.role == "name":
            if found[-1].amounts and kind not in UNDIVIDED_KINDS:
                if index > last_amount:
                    found[-1].texts.append(index)
                    continue
                found.append(_Collected())
            (found[-1].codes if is_code else found[-1].names).append(index)
        elif column.role in AMOUNT_ROLES:
            found[-1].amounts.append(index)
        elif column.role != "line_number":
            found[-1].texts.append(index)
    return tuple(_group(collected, columns, kind) for collected in found)


def _group(collected: _Collected, columns: Sequence[Column], kind: TableKind) -> Group:
    labels = sorted(collected.codes + collected.names)
    paths = [columns[index].path for index in (labels or collected.amounts)]
    return Group(
        side=side_of(paths, kind),
        codes=tuple(collected.codes),
        names=tuple(collected.names),
        texts=tuple(collected.texts),
        amounts=tuple(collected.amounts),
    )
