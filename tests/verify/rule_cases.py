"""For each rule a document in which it fires and one in which it stays silent."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.verify.facts import Facts
from extractor.verify.rules import RULES
from extractor.verify.verification import verify
from tests.verify.project_cases import (
    CODES,
    PLAN,
    claimed,
    codes_of_year,
    one_project,
    projects_coded,
    self_evaluation,
    tasks,
    two_projects,
)
from tests.verify.prose_cases import execution_said, shares, spending_said
from tests.verify.sibling_cases import doubled_line, fund_balance, two_incomes, two_lists
from tests.verify.statement_cases import (
    allowances,
    balanced,
    blank_totals,
    both_sides,
    changes,
    code_tree,
    expense_lines,
    expenses_and,
    fund_table,
    named_lines,
    of_which,
    slid,
    stray_number,
    sum_of_columns,
    sum_of_lines,
    uses_of_spending,
    vehicles,
)
from tests.verify.table_pair_cases import (
    by_function,
    fiscal,
    funds,
    operating,
    receptions,
    summary_uses,
    two_tables,
    wider,
)

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


Case = Callable[["Builder"], Facts]


CASES: dict[str, tuple[Case, Case]] = {
    "column_numbers_in_body": (lambda b: stray_number("4"), lambda b: stray_number("4.00")),
    "children_sum_to_parent": (
        lambda b: code_tree(b, "8.00", "5.00", "2.00"),
        lambda b: code_tree(b, "7.00", "5.00", "2.00"),
    ),
    "of_which_within_total": (lambda b: of_which(b, "12.00"), lambda b: of_which(b, "4.00")),
    "total_is_sum_of_parts": (lambda b: sum_of_lines(b, "5.00"), lambda b: sum_of_lines(b, "6.00")),
    "total_is_sum_of_columns": (
        lambda b: sum_of_columns(b, "基本支出", "项目支出", total="6.00"),
        lambda b: sum_of_columns(b, "其中：基本支出", "其中：项目支出", total="6.00"),
    ),
    "change_column_is_difference": (lambda b: changes(b, "9.00", "-5.00"), lambda b: changes(b, "9.00", "-6.00")),
    "rate_column_is_quotient": (lambda b: changes(b, "9.00", "", "5.5"), lambda b: changes(b, "9.00", "", "-66.7")),
    "measure_is_sum_of_its_parts": (lambda b: vehicles(b, "3.70"), lambda b: vehicles(b, "3.50")),
    "income_equals_expenditure": (lambda b: balanced(b, "7.20"), lambda b: balanced(b, "7.20", "合计(本年)")),
    "uses_sum_to_expenditure": (lambda b: uses_of_spending(b, "2.20"), lambda b: uses_of_spending(b, "2.00")),
    "summary_totals_agree": (
        lambda b: two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "6.00", "8.10"),
        lambda b: two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "6.00"),
    ),
    "basic_expenditure_agrees": (
        lambda b: two_tables(b, ("general_public_expenditure", "basic_expenditure"), "6.00", "8.10", "basic"),
        lambda b: two_tables(b, ("general_public_expenditure", "basic_expenditure"), "6.00", "8.00", "basic"),
    ),
    "same_line_in_two_statements": (
        lambda b: two_tables(b, ("expenditure_summary", "general_public_expenditure"), "5.00"),
        lambda b: two_tables(b, ("expenditure_summary", "general_public_expenditure"), "5.00", "7.00"),
    ),
    "same_name_in_summary_and_table": (
        lambda b: two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "5.00"),
        lambda b: two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "5.00", "7.00"),
    ),
    "project_budget_is_fiscal_plus_other": (
        lambda b: one_project(b, total="8.00", fiscal="5.00", other="2.00"),
        lambda b: one_project(b, total="8.00", fiscal="5.00"),
    ),
    "projects_sum_to_project_expenditure": (
        lambda b: claimed(two_projects(b, "1.00"), 2),
        lambda b: claimed(two_projects(b, "1.00"), 3),
    ),
    "cost_target_against_budget": (
        lambda b: one_project(b, total="75.50", cost="≤75.5百分比"),
        lambda b: one_project(b, total="8.00", cost="≤8万元"),
    ),
    "indicator_points_add_up": (lambda b: self_evaluation(b, "70"), lambda b: self_evaluation(b, "94")),
    "tasks_sum_to_budget": (lambda b: tasks(b, "1.00"), lambda b: tasks(b, "2.00")),
    "plan_ends_at_whole": (
        lambda b: one_project(b, total="8.00", plan=(("50%", "%"), ("75%", "%"))),
        lambda b: one_project(b, total="8.00", plan=PLAN),
    ),
    "project_code_check_character": (
        lambda b: projects_coded(b, *CODES, "13022524P004RF210042H"),
        lambda b: projects_coded(b, CODES[0], "13022524P004RF210042H"),
    ),
    "placeholder_text": (
        lambda b: one_project(b, objective="1.目标内容1"),
        lambda b: one_project(b, objective="1.完成维护任务"),
    ),
    "line_within_wider_table": (lambda b: wider(b, "4.00"), lambda b: wider(b, "6.00")),
    "revenue_line_agrees_with_expenditure": (lambda b: by_function(b, "5.10"), lambda b: by_function(b, "5.00")),
    "operating_line_agrees_with_basic": (lambda b: operating(b, "5.50"), lambda b: operating(b, "5.50", "8.00")),
    "basic_expense_within_public_expense": (lambda b: receptions(b, "2.00"), lambda b: receptions(b, "3.00")),
    "use_agrees_with_table": (lambda b: summary_uses(b, ""), lambda b: summary_uses(b, "", "8.00")),
    "public_expense_lines_add_up": (lambda b: expense_lines(b, "2.50"), lambda b: expense_lines(b, "3.00")),
    "fund_agrees_between_statements": (lambda b: funds(b, "", "8.00"), lambda b: funds(b, "8.00", "")),
    "fund_table_agrees_with_summary": (lambda b: fiscal(b, "8.10"), lambda b: fiscal(b, "8.00")),
    "fiscal_spending_is_sum_of_fund_tables": (lambda b: fiscal(b, "8.10"), lambda b: fiscal(b, "8.10", "0.10")),
    "fund_table_balances": (lambda b: fund_table(b, "5.00"), lambda b: fund_table(b, "4.00")),
    "grand_total_is_printed": (lambda b: both_sides(b, ""), lambda b: both_sides(b, "6.00")),
    "amount_beside_its_place": (lambda b: slid(b, "5.00", ""), lambda b: slid(b, "4.00", "")),
    "economic_class_in_its_column": (lambda b: allowances(b, ""), lambda b: allowances(b, "0.00")),
    "total_column_is_filled": (lambda b: blank_totals(b, ""), lambda b: blank_totals(b, "5.00")),
    "line_belongs_to_public_expenses": (
        lambda b: expenses_and(b, "工资福利支出", "商品和服务支出"),
        lambda b: expenses_and(b, "会议费", "培训费"),
    ),
    "code_has_known_name": (
        lambda b: named_lines(b, "制度改革支出"),
        lambda b: named_lines(b, "制度改革支出", year=2012),
    ),
    "code_has_one_name": (
        lambda b: named_lines(b, "住房改革支出", "住房改革支出", "制度改革支出"),
        lambda b: named_lines(b, "住房改革支出", "住房改革支出", "住房保障改革支出"),
    ),
    "project_code_year": (lambda b: codes_of_year(b, *CODES, year=2023), lambda b: codes_of_year(b, *CODES)),
    "project_code_division": (
        lambda b: codes_of_year(b, *CODES, division="130202"),
        lambda b: codes_of_year(b, *CODES, division="130200"),
    ),
    "projects_within_project_expenditure": (lambda b: two_projects(b, "2.50"), lambda b: two_projects(b, "1.00")),
    "mention_agrees_with_table": (
        lambda b: spending_said(b, "2024年支出预算9.10万元。"),
        lambda b: spending_said(b, "2024年支出预算9万元，其中基本支出6.00万元。"),
    ),
    "mention_is_sum_of_its_parts": (
        lambda b: spending_said(b, "基本支出6.00万元，包括人员经费4.00万元和公用经费1.00万元。"),
        lambda b: spending_said(b, "基本支出6.00万元，其中人员经费4.00万元。"),
    ),
    "change_agrees_with_levels": (
        lambda b: spending_said(b, "2023年支出预算8.00万元，2024年支出预算9.00万元，比2023年增加2.00万元。"),
        lambda b: spending_said(b, "2023年支出预算8.00万元，2024年支出预算9.00万元，比2023年增加1.00万元。"),
    ),
    "rate_agrees_with_change": (
        lambda b: spending_said(b, "2024年支出预算9.00万元，比上年增加1.00万元，增长11.11%。"),
        lambda b: spending_said(b, "2024年支出预算9.00万元，比上年增加1.00万元，增长12.5%。"),
    ),
    "share_agrees_with_levels": (lambda b: shares(b, "65.67"), lambda b: shares(b, "66.67")),
    "execution_agrees_with_levels": (
        lambda b: execution_said(b, "完成年初预算的91.20%"),
        lambda b: execution_said(b, "完成年初预算的90.20%"),
    ),
    "line_stands_once": (lambda b: doubled_line(b, "5.00"), lambda b: doubled_line(b, "8.00")),
    "same_list_in_two_tables": (
        lambda b: two_lists(b, "1.00", "", "7.00"),
        lambda b: two_lists(b, "2.00", "5.00", "8.00", "1.00"),
    ),
    "income_source_agrees_with_table": (
        lambda b: two_incomes(b, "3.00", "", "general_public", "business_income", "other"),
        lambda b: two_incomes(b, "3.00", "", "general_public", "other"),
    ),
    "fund_balances_in_summary": (lambda b: fund_balance(b, "1.00", ""), lambda b: fund_balance(b, "", "1.00")),
}


FIRES_BY_DOUBTING = {"total_column_is_filled", "line_belongs_to_public_expenses"}
"""A rule that only doubts fires with ``insufficient``."""


def statuses_of(code: str, facts: Facts) -> list[str]:
    found = next(r for r in RULES if r.code == code)
    return [check.status for check in verify(facts, [found]).checks]
