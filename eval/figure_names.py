"""What figures, errors and roles are called, in Chinese and in English; what has no entry is called by its own name."""

from collections.abc import Mapping

Names = Mapping[str, tuple[str, str]]

FIGURES: Names = {
    "numeric_cells": ("数值（值、行、列、单位全对）", "Numbers, exact with row, header and unit (F1)"),
    "cells": ("单元格文字", "Cell text (F1)"),
    "header_paths": ("表头路径", "Header paths"),
    "whole_tables": ("整张表全对", "Whole tables right in everything"),
    "titles": ("表题", "Titles"),
    "units": ("金额单位", "Units"),
    "spans": ("合并单元格", "Merged cells (F1)"),
    "project_facts": ("项目绩效事实", "Project facts (F1)"),
    "tier1": ("一级指标归类", "Tier 1 class (macro F1)"),
    "tier2": ("二级指标归类", "Tier 2 class (macro F1)"),
    "teds": ("TEDS", "TEDS"),
    "teds_struct": ("TEDS-Struct", "TEDS-Struct"),
    "grits_top": ("GriTS 结构", "GriTS topology"),
    "grits_con": ("GriTS 内容", "GriTS content"),
    "grits_loc": ("GriTS 位置", "GriTS location"),
    "adjacency": ("相邻关系", "Adjacency relations, ICDAR 2013"),
    "cell_roles": ("单元格角色", "Cell roles (macro F1)"),
    "repairs": ("修复", "Repairs (F1)"),
    "check_alarms": ("校验报警属实", "True alarms of the checks"),
    "document_errors": ("文件自身错误被发现", "Document errors found"),
    "proved": ("算术证实的金额", "Amounts proved by arithmetic"),
    "proved_right": ("已证实金额中正确的", "Right among the proved"),
    "mentions": ("正文金额", "Amounts in the prose (F1)"),
    "mention_cells": ("正文金额对应的单元格", "Cells of the prose's amounts"),
    "error_capture": ("低置信度覆盖的错误", "Errors among the 2 % of least confidence"),
    "faults_caught": ("植入错误被发现", "Planted faults caught"),
    "faults_unproved": ("植入错误未被证实", "Planted faults not proved"),
}
ERRORS: Names = {
    "table_missed": ("漏表", "Table missed"),
    "tables_merged": ("表被合并", "Tables merged"),
    "table_split": ("表被拆开", "Table split"),
    "table_extra": ("多出的表", "Table too many"),
    "row_missed": ("漏行", "Row missed"),
    "row_extra": ("多出的行", "Row too many"),
    "column_missed": ("漏列", "Column missed"),
    "column_extra": ("多出的列", "Column too many"),
    "column_shifted": ("值错列", "Value in another column"),
    "row_shifted": ("值错行", "Value in another row"),
    "cells_fused": ("单元格粘连", "Cells fused"),
    "value_missing": ("缺值", "Value missing"),
    "value_wrong": ("值错", "Value wrong"),
    "value_extra": ("多出的值", "Value too many"),
    "unit_wrong": ("单位错", "Unit wrong"),
    "header_path_wrong": ("表头路径错", "Header path wrong"),
    "row_label_wrong": ("行标签错", "Row label wrong"),
}
ROLES: Names = {
    "total": ("合计", "total"),
    "amount": ("金额", "amount"),
    "quantity": ("数量", "quantity"),
    "unit_price": ("单价", "unit price"),
    "name": ("名称", "name"),
    "text": ("文字", "text"),
    "target": ("指标值", "target"),
    "score": ("得分", "score"),
    "weight": ("分值", "weight"),
    "actual": ("完成值", "actual"),
    "other": ("其他（表单）", "other (forms)"),
}
OUTCOMES: Names = {
    "measured": ("已测", "measured"),
    "failed": ("失败", "failed"),
    "not_measured": ("文件不在", "not here"),
    "excluded": ("排除", "excluded"),
}


def both_names(names: Names, name: str) -> tuple[str, str]:
    """The Chinese and the English name; its own words as both where it has none."""
    return names.get(name) or (name, name.replace("_", " "))
