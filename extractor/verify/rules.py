"""All rules, in the order in which they are applied: importing this registers them."""

from extractor.verify import (  # noqa: I001 - the order of import is the order of the rules
    stray,
    hierarchy,
    totals,
    columns,
    balance,
    duplicates,
    summary_lines,
    wider,
    uses,
    expenses,
    funds,
    missing,
    placement,
    scope,
    code_names,
    project_amounts,
    project_text,
    project_codes,
    prose,
    rates,
)
from extractor.verify.registry import Rule, registered_rules

_MODULES = (
    stray,
    hierarchy,
    totals,
    columns,
    balance,
    duplicates,
    summary_lines,
    wider,
    uses,
    expenses,
    funds,
    missing,
    placement,
    scope,
    code_names,
    project_amounts,
    project_text,
    project_codes,
    prose,
    rates,
)

RULES: tuple[Rule, ...] = registered_rules()
"""Every rule of the house; a new one is a function in one of the modules above, or a module added there."""
