"""All rules between files, in the order in which they are applied: importing this registers them."""

from extractor.verify.across import prose, lines  # noqa: I001 - the order of import is the order of the rules
from extractor.verify.across.registry import PairRule, registered_pair_rules

_MODULES = (prose, lines)

PAIR_RULES: tuple[PairRule, ...] = registered_pair_rules()
"""Every rule between files; a new one is a function in one of the modules above, or a module added there."""
