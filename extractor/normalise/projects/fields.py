"""A form's single fields: code, name, department, purpose, profile, score."""

import re
from dataclasses import dataclass
from typing import Final

from extractor.document.record import Department, ProfileItem
from extractor.document.target import parse_target
from extractor.document.text import folded, without_space
from extractor.document.vocabulary import ProjectScope
from extractor.normalise.projects.area import read_unit_caption
from extractor.normalise.projects.money import carried_over
from extractor.normalise.projects.objectives import texts_of
from extractor.normalise.projects.tokens import FormTokens, Token
from extractor.normalise.projects.words import IDENTITY

_SCOPES: Final[dict[str, ProjectScope]] = {"policy_name": "policy", "transfer_name": "transfer", "name": "project"}
_CODED_NAME: Final = re.compile(r"[\[(（]?(?P<code>\d{3,9})[\])）]?[-—]?(?P<name>[㐀-鿿].*)")
_LABELLED_NAME: Final = re.compile(
    r"(?:编制|填报|预算|主管)?(?:部门|单位)(?:名称|\(单位\)|及代码)?(?:\(公章\)|\(盖章\))?:(?P<name>.+)"
)
_NO_NAME: Final = re.compile(r"(?:元|千元|万元|亿元)|\d*")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and what a form is about; None is a blank or not printed."""

    scope: ProjectScope
    code: str | None
    name: str | None
    department: Department | None
    sources: dict[str, tuple[str, ...]]


def read_identity(form: FormTokens) -> Identity:
    """Code, name, scope and department from their labels; a department-wide form bears the department's name."""
    sources: dict[str, tuple[str, ...]] = {}
    code = _value(form, "code", sources, "code")
    name, scope = None, None
    for field, meaning in _SCOPES.items():
        if name is None and (name := _value(form, field, sources, "name")) is not None:
            scope = meaning
    department = _value(form, "department", sources, "department") or _value(
        form, "implementing_unit", sources, "department"
    )
    if name is None and code is None:
        whole = _value(form, "department_name", sources, "name")
        if whole is not None:
            owner = read_department(whole)
            owner_code = _value(form, "department_code", sources, "department.code") or owner.code
            return Identity("department", None, whole, Department(owner_code, owner.name), sources)
    return Identity(scope or "project", code, name, read_department(department) if department else None, sources)


def read_department(text: str) -> Department:
    """A department cell or caption: ``483002乐亭县行政审批局`` → its code and name."""
    plain = without_space(text)
    match = _CODED_NAME.fullmatch(plain)
    return Department(match["code"], match["name"]) if match is not None else Department(None, plain)


def read_department_caption(caption: str) -> Department | None:
    """The department that a caption names, ``部门：…`` or a code with a name; None where it is another caption."""
    labelled = _LABELLED_NAME.fullmatch(folded(caption))
    if labelled is not None and not _NO_NAME.fullmatch(labelled["name"]):
        start = re.search("[:：]", caption)
        return read_department(caption[start.end() :]) if start is not None else None
    match = _CODED_NAME.fullmatch(without_space(caption))
    if match is None or re.match(r"[年月日]", match["name"]):
        return None
    return Department(match["code"], match["name"])


def read_heading(form: FormTokens) -> tuple[Department | None, str | None]:
    """The department and the money unit printed in rows above the form's first label, as some forms print them."""
    first = next((token.row for token in form.labelled(*IDENTITY)), None)
    department, unit = None, None
    for token in form.tokens:
        if token.kind == "text" and first is not None and token.row < first:
            department = department or read_department_caption(token.text)
            unit = unit or read_unit_caption(token.text)
    return department, unit


def read_purpose(form: FormTokens) -> tuple[str | None, tuple[str, ...]]:
    """What the money is for: beside 资金用途, or the text in the rows of 预算规模及资金用途.

    Where rows have slid the text may stand in the rows of the spending plan, which holds no text of its own.
    """
    for label in form.labelled("purpose"):
        value = form.right_of(label)
        if value is not None and value.kind == "text":
            return value.text, (value.cell.id,)
    for label in form.labelled("scale", "plan"):
        if not any(form.labelled("scale")):
            break
        for token in _area(label, form):
            if token.kind == "text":
                return token.text, (token.cell.id,)
    return None, ()


def read_profile(form: FormTokens, unit: str | None = None) -> tuple[ProfileItem, ...]:
    """Facts about the department or the project: label, value, and a unit printed after a number; the office that does
    the work where another one is named as in charge of it, what is carried over (in the form's ``unit``) and what was
    achieved of the objectives."""
    items = []
    in_charge = any(form.beside(label) is not None for label in form.labelled("department"))
    offices = ("implementing_unit",) if in_charge else ()
    for label in form.labelled("profile", "carried", "achievement", *offices):
        assert label.label is not None  # noqa: S101  # labelled() gives labels only
        if label.label.field == "carried":
            amount = carried_over(form, label)
            items += [ProfileItem(label.text, f"{amount:f}", unit)] if amount is not None else []
        elif label.label.field == "achievement":
            text = "".join(token.text for token in texts_of(label, form))
            items += [ProfileItem(label.text, text)] if text else []
        else:
            value = form.beside(label)
            items += [_fact(label, value)] if value is not None and value.label is None else []
    return tuple(items)


def _fact(label: Token, value: Token) -> ProfileItem:
    target = parse_target(value.text)
    if target is not None and target.kind == "quantity" and target.operator is None and target.unit is not None:
        return ProfileItem(label.text, target.value or value.text, target.unit)
    return ProfileItem(label.text, value.text)


def read_score(form: FormTokens) -> tuple[str | None, tuple[str, ...]]:
    """The total score of a self-evaluation, the last number in the row of 总分, and its cell."""
    for label in form.labelled("score"):
        row = [token for token in form.tokens if token.row == label.row and token.kind == "amount"]
        if row:
            return row[-1].text, (row[-1].cell.id,)
    return None, ()


def _value(form: FormTokens, field: str, sources: dict[str, tuple[str, ...]], path: str) -> str | None:
    for label in form.labelled(field):
        value = form.beside(label)
        if value is not None and value.label is None:
            sources.setdefault(path, (value.cell.id,))
            return value.text
    return None


def _area(label: Token, form: FormTokens) -> list[Token]:
    """The tokens in a label's rows: from its own to the one before the next label that begins at its column."""
    end = next(
        (t.row for t in form.tokens if t.row > label.row and t.column <= label.column and t.label is not None), None
    )
    return [
        token
        for token in form.tokens
        if token.row >= label.row and (end is None or token.row < end) and token is not label
    ]
