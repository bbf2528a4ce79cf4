"""The closed lists of the contract: every word that a field may hold, in one place."""

from typing import Literal

DocumentKind = Literal["budget", "final_account", "performance_targets", "self_evaluation", "other"]
DocumentStatus = Literal["ok", "partial"]
FactSource = Literal["printed", "file_name", "code", "inferred"]
UnitLevel = Literal["department", "unit"]
TextLayer = Literal["native", "ocr", "mixed", "none"]
BlockKind = Literal["heading", "paragraph", "list_item", "table", "figure", "furniture"]
Severity = Literal["info", "warning", "error"]

TableKind = Literal[
    "revenue_expenditure_summary",
    "revenue_summary",
    "expenditure_summary",
    "fiscal_appropriation_summary",
    "fiscal_appropriation_expenditure",
    "fiscal_appropriation_basic",
    "general_public_expenditure",
    "basic_expenditure",
    "project_expenditure",
    "government_fund",
    "state_capital",
    "three_public",
    "operating_expenses",
    "procurement",
    "assets",
    "organisation",
    "project_targets",
    "contents",
    "other",
]

CellRole = Literal["column_attribute", "row_attribute", "column_index", "row_index", "data", "column_number"]
"""The five functional roles of IM-TQA (Zheng et al., ACL 2023) and the column-number row (栏次)."""

RowRole = Literal["body", "total", "subtotal", "section"]

ColumnRole = Literal[
    "line_number",
    "function_code",
    "function_class",
    "function_division",
    "function_item",
    "department_economic_code",
    "department_economic_class",
    "department_economic_item",
    "government_economic_code",
    "name",
    "total",
    "amount",
    "quantity",
    "unit_price",
    "measure_unit",
    "text",
    "tier1",
    "tier2",
    "tier3",
    "description",
    "target",
    "basis",
    "weight",
    "actual",
    "score",
    "deviation",
    "other",
]
"""What a column holds. A column of amounts has the role ``total`` (合计) or ``amount``; which amount it is says
the measure of its statement amounts."""

Measure = Literal[
    "total",
    "subtotal",
    "amount",
    "basic",
    "personnel",
    "public",
    "project",
    "operating",
    "remitted_to_superior",
    "subsidy_to_affiliates",
    "fiscal_appropriation",
    "general_public",
    "government_fund",
    "state_capital",
    "fiscal_account",
    "unit_funds",
    "business_income",
    "operating_income",
    "superior_subsidy",
    "affiliate_remittance",
    "other",
    "carry_over",
    "carry_forward",
    "reserve",
    "three_public",
    "abroad",
    "vehicle",
    "vehicle_purchase",
    "vehicle_operation",
    "reception",
    "conference",
    "training",
    "operating_expenses",
    "quantity",
    "unit_price",
]

Side = Literal["revenue", "expenditure", "use"]
LineRole = Literal["item", "of_which", "subtotal", "total", "carry_over"]
Phase = Literal["budget", "adjusted", "actual"]
Mark = Literal["value", "zero", "blank", "dash"]
"""A blank, a dash and a zero are three different things."""

AmountCheck = Literal["proved", "consistent", "failed", "unchecked"]
CheckStatus = Literal["pass", "fail", "not_applicable", "insufficient"]
CodeSource = Literal["printed", "joined", "repaired", "inferred"]
CodeCheck = Literal["pass", "fail", "not_applicable"]

ProjectScope = Literal["project", "department", "policy", "transfer"]
TargetKind = Literal["quantity", "percentage", "date", "text"]
TargetOperator = Literal[">=", "<=", ">", "<", "="]
TierSource = Literal["document", "repaired", "inferred"]

MentionConcept = Literal[
    "income_total",
    "expenditure_total",
    "income_and_expenditure_total",
    "fiscal_appropriation",
    "fiscal_appropriation_income",
    "fiscal_appropriation_expenditure",
    "general_public_income",
    "general_public_expenditure",
    "government_fund_income",
    "government_fund_expenditure",
    "state_capital_income",
    "state_capital_expenditure",
    "fiscal_account_income",
    "business_income",
    "operating_income",
    "superior_subsidy",
    "affiliate_remittance",
    "unit_funds",
    "other_income",
    "carry_over",
    "basic",
    "personnel",
    "public",
    "project",
    "operating",
    "reserve",
    "three_public",
    "abroad",
    "vehicle",
    "vehicle_purchase",
    "vehicle_operation",
    "reception",
    "conference",
    "training",
    "operating_expenses",
    "procurement",
    "procurement_goods",
    "procurement_works",
    "procurement_services",
    "fixed_assets",
    "vehicles",
    "vehicles_of_a_kind",
    "classified_line",
    "other",
]
"""What an amount in the prose is of. ``classified_line`` is a line of the function or economic classification, named
with （类）（款）（项）; ``vehicles`` are counted, those ``of_a_kind`` are a part of them."""

MentionKind = Literal["amount", "change", "share", "count"]
MentionDirection = Literal["increase", "decrease", "unchanged"]

Unit = Literal["元", "千元", "万元", "百万元", "亿元"]
YUAN_PER_UNIT: dict[str, int] = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
