"""Questions that are asked often, as SQL views over the tidy tables."""

VIEWS: dict[str, tuple[str, str]] = {
    "amounts": (
        "Statement amounts that are there, with what their document is. 报表金额及其文档",
        """
select d.source, d.kind as document_kind, d.division_code, d.division_name, s.*
from statement_lines s join documents d using (document_id)
where s.mark in ('value', 'zero')
""",
    ),
    "project_expenditure": (
        "项目支出 of a department and year, from the statement that says most of it.",
        """
with said as (
    select document_id, department_name, fiscal_year, phase, statement_kind, statement_id, yuan, "check", cell_id, page,
        case statement_kind when 'expenditure_summary' then 1 when 'fiscal_appropriation_expenditure' then 2
            when 'general_public_expenditure' then 3 when 'project_expenditure' then 4 else 5 end as rank
    from statement_lines
    where level = 0 and line_role = 'total' and yuan is not null
        and (measure = 'project' or (statement_kind = 'project_expenditure' and measure = 'total'))
)
select document_id, department_name, fiscal_year, phase, statement_kind, statement_id, yuan, "check", cell_id, page
from said
qualify row_number() over (
    partition by document_id, department_name, fiscal_year, phase order by rank, statement_id
) = 1
""",
    ),
    "cost_targets": (
        "Cost indicators of money beside the budget of their project. 成本指标与项目预算",
        """
select i.document_id, i.project_id, p.name as project_name, p.code as project_code, p.department_name, p.fiscal_year,
    i.indicator_number, i.tier2, i.tier3, i.target, i.target_operator, i.target_yuan, p.budget_total_yuan,
    i.target_yuan > p.budget_total_yuan as exceeds, i.cell_id, i.page
from indicators i join projects p using (document_id, project_id)
where (i.tier1_class = '成本指标' or i.tier2_class in ('成本指标', '经济成本指标'))
    and i.target_yuan is not null and p.budget_total_yuan is not null
""",
    ),
    "publications": (
        "What a department published for a year, by kind: how many files, of how many contents. 年度公开文件",
        """
select department_name, fiscal_year, kind, count(*) as files, count(distinct sha256) as contents,
    sum(project_count) as projects, sum(amounts) as amounts, sum(proved) as proved,
    list(source order by source) as sources, list(document_id order by source) as document_ids
from documents
group by department_name, fiscal_year, kind
""",
    ),
    "failed_checks": (
        "Identities that do not hold, with their document. 不成立的勾稽关系",
        """
select d.source, d.department_name, d.fiscal_year, c.*
from checks c join documents d using (document_id)
where c.status = 'fail'
""",
    ),
}
"""Name → what it says, and its SQL."""
