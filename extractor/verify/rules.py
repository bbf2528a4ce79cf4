"""All rules, in the order in which they are applied, whichever module was imported first."""

from extractor.verify import (
    balance,
    change_columns,
    code_names,
    columns,
    duplicates,
    execution,
    expenses,
    fund_balance,
    funds,
    hierarchy,
    income,
    missing,
    placement,
    printed_twice,
    project_amounts,
    project_codes,
    project_lists,
    project_points,
    project_text,
    prose,
    rates,
    same_lists,
    scope,
    stray,
    summary_lines,
    totals,
    uses,
    wider,
)
from extractor.verify.registry import Rule, registered_rules

_MODULES = (
    stray,
    hierarchy,
    printed_twice,
    totals,
    columns,
    change_columns,
    balance,
    duplicates,
    same_lists,
    summary_lines,
    wider,
    uses,
    income,
    expenses,
    funds,
    fund_balance,
    missing,
    placement,
    scope,
    code_names,
    project_amounts,
    project_lists,
    project_points,
    project_text,
    project_codes,
    prose,
    rates,
    execution,
)

RULES: tuple[Rule, ...] = tuple(
    rule for module in _MODULES for rule in registered_rules() if rule.find.__module__ == module.__name__
)
"""Every rule of the house; a new one is a function in one of the modules above, or a module added there."""
