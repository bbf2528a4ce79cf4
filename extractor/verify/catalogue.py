"""The list of rules as a page: ``python -m extractor.verify.catalogue`` prints ``docs/checks.md``."""

import sys
from collections.abc import Iterable

from extractor.verify.across.registry import PairRule
from extractor.verify.across.rules import PAIR_RULES
from extractor.verify.registry import Rule
from extractor.verify.rules import RULES

_HEAD = """# Checks

Every rule that a converted document is tested by, in the order of application. Made from the register by
`python -m extractor.verify.catalogue > docs/checks.md`; a test keeps it complete.

A rule's finding is `pass`, `fail`, `not_applicable` (the document does not say what the rule would need) or
`insufficient` (an amount is blank that the rule needs). An amount is `proved` by an identity that holds exactly and
has at least two members that are not zero, its total among them; `consistent` within the tolerance: n parts and a
total, each rounded to the last printed place u, may differ by (n + 1) x u / 2 (XBRL Calculations 1.1); `failed` in an
identity that does not hold, when none proves it, or when all its amounts hold elsewhere and a second sum of the table
fails likewise (rows that slid together keep their own sums); else `unchecked`. Blanks and zeros prove nothing, an
amount never vouches for itself (an amount that a repair copied is not proved by what it was copied from), and a
tolerance lets small faults through: read the share proved, not the share that passed.

A proof is of a number and of its place in an identity. It is not of the label or the code beside the number: an
addition does not see two amounts swapped that stand in one and the same sum (the lines of one level, with nothing
else that names them), nor a label that slid; only a second sum that holds one of them does (its row, its children,
another table). So where an identity fails that would hold if an amount stood elsewhere (a sibling table prints it
beside another name, a column lacks what the next one has too much), that amount is `proved` only if it can not get
there: together with all that must move with it, some identity would break that holds ([decision
19](decisions/0019-proof-in-both-directions.md)). An amount that one identity proves is not `failed` when another
identity with it breaks: the fault may be in the other amounts. But an amount that a rule finds at the wrong place is
`failed`, and one whose place is in doubt `unchecked`, whatever sum it stands in. The summary's `failed_checks` counts
every broken identity of severity `error` all the same.

| rule | severity | tests | 检查内容 |
|---|---|---|---|
"""

_BETWEEN = """
## Between files

What `extractor link` tests besides: the files of one set against each other, and a set against that of the year before
and a final account against the budget of its year ([decision 16](decisions/0016-sets.md)). Amounts keep the state that
their own document proves.

| rule | severity | tests | 检查内容 |
|---|---|---|---|
"""


def catalogue(rules: Iterable[Rule] = RULES, pair_rules: Iterable[PairRule] = PAIR_RULES) -> str:
    """The page as Markdown."""
    return _HEAD + "".join(map(_row, rules)) + _BETWEEN + "".join(map(_row, pair_rules))


def _row(one: Rule | PairRule) -> str:
    return f"| `{one.code}` | {one.severity} | {one.english} | {one.chinese} |\n"


if __name__ == "__main__":
    sys.stdout.write(catalogue())
