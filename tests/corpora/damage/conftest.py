"""A small label whose identities and damages can be worked out by hand."""

from typing import Any

import pytest

from extractor.corpora import Label
from extractor.corpora.damage.record import Source

HASH = "ab" * 32


def table_data() -> dict[str, Any]:
    """Six columns under two header rows and a row of column numbers; the sums of the amounts are exact."""
    return {
        "title": "部门支出总表",
        "kind": "expenditure_summary",
        "unit": "万元",
        "pages": [1],
        "header_rows": 3,
        "captions": ["部门：示例局"],
        "notes": ["注：示例。"],
        "columns": [
            {"path": ["科目", "科目编码"]},
            {"path": ["科目", "科目名称"]},
            {"path": ["合计"]},
            {"path": ["基本支出"]},
            {"path": ["项目支出"]},
            {"path": ["经营支出"]},
        ],
        "rows": [
            {"values": ["合计", None, "18.50", "12.50", "6.00", ""]},
            {"values": ["201", "一般公共服务支出", "10.00", "4.00", "6.00", ""]},
            {"values": ["20103", "政府办公厅（室）及相关机构事务", "10.00", "4.00", "6.00", ""]},
            {"values": ["208", "社会保障和就业支出", "8.50", "8.50", "", ""]},
        ],
        "spans": [
            *([0, 0, 1, 2], [0, 2, 2, 1], [0, 3, 2, 1], [0, 4, 2, 1], [0, 5, 2, 1], [2, 0, 1, 2], [3, 0, 1, 2]),
        ],
    }


def project_data() -> dict[str, Any]:
    """A project that fills the whole form; the first two indicators share both tiers."""
    rows = [
        ("产出指标", "数量指标", "新增目录", "新增的数据目录数", "≥120条"),
        ("产出指标", "数量指标", "演练次数", "组织演练的次数", "2次"),
        ("产出指标", "质量指标", "平台可用率", "平台可用率", "≥99.5%"),
        ("满意度指标", "服务对象满意度指标", "部门满意度", "接入部门的满意程度", "≥90%"),
    ]
    return {
        "scope": "project",
        "code": "99010025P001RE210011F",
        "name": "平台运行维护",
        "department": {"code": "901001", "name": "示例局"},
        "unit": "万元",
        "budget": {"total": "128.00", "fiscal": "128.00", "other": None},
        "purpose": "平台运行",
        "plan": [{"deadline": "3月底", "raw": "25%"}, {"deadline": "12月底", "raw": "100%"}],
        "objectives": ["1.稳定运行。", "2.改进不足。"],
        "indicators": [
            {
                "tier1": tier1,
                "tier2": tier2,
                "tier3": name,
                "description": description,
                "target": {"raw": target, "kind": "quantity"},
                "basis": "年度计划",
            }
            for tier1, tier2, name, description, target in rows
        ],
    }


def label_data() -> dict[str, Any]:
    return {
        "label_version": 1,
        "document": {"sha256": HASH, "name": "small.pdf"},
        "department": {"code": None, "name": "示例局"},
        "fiscal_year": 2025,
        "kind": "budget",
        "tables": [table_data()],
        "projects": [project_data()],
    }


@pytest.fixture(scope="session")
def label() -> Label:
    return Label.model_validate(label_data())


@pytest.fixture(scope="session")
def source() -> Source:
    return Source(id="small", sha256=HASH, name="small.pdf")
