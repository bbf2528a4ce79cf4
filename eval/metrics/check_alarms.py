"""Check findings: how many failed checks are right to fail, and how many of the document's own errors they find.

An alarm (a failed check) is true where the document has an error behind it or its cells are misread (``alarms``);
without either it is false. Alarms about cells that the label does not speak of are unknown. ``document_errors`` is the
share of the labelled findings in reach of a rule, beyond its tolerance, that a check found.
"""

from collections import Counter

from extractor.eval.comparison import Comparison
from extractor.eval.score import Scores, Share, Tally

OUTCOMES = ("document_error", "misread", "false_alarm", "unjudged")


def measure(comparison: Comparison) -> Scores:
    """``check_alarms`` (true ones of all), also by rule and by what is behind them, and ``document_errors``."""
    total, by_rule = Share(), dict[str, Share]()
    for alarm in comparison.alarms:
        true = alarm.outcome in ("document_error", "misread")
        share = Share(unknown=1) if alarm.outcome == "unjudged" else Share(int(true), 1)
        total += share
        by_rule[alarm.rule] = by_rule.get(alarm.rule, Share()) + share
    outcomes = Counter[str](alarm.outcome for alarm in comparison.alarms)
    errors = Share(sum(error.found for error in comparison.errors), len(comparison.errors))
    return {
        "check_alarms": total,
        "document_errors": errors,
        "check_alarms.outcomes": Tally({name: outcomes[name] for name in OUTCOMES}),
        **{f"check_alarms.{rule}": by_rule[rule] for rule in sorted(by_rule)},
    }
