"""All rules, in the order in which they are applied, whichever module was imported first: this registers them."""

from extractor.verify import (  # noqa: I001 - the order of import is the order of the rules
    stray,
    hierarchy,
    printed_twice,
    totals,
    columns,
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
    project_text,
    project_codes,
    prose,
    rates,
)
from extractor.verify.registry import Rule, registered_rules

_MODULES = (
    stray,
    hierarchy,
    printed_twice,
    totals,
    columns,
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
    project_text,
    project_codes,
    prose,
    rates,
)

_PLACES = {module.__name__: place for place, module in enumerate(_MODULES)}
RULES: tuple[Rule, ...] = tuple(sorted(registered_rules(), key=lambda found: _PLACES[found.find.__module__]))
"""Every rule of the house; a new one is a function in one of the modules above, or a module added there."""
