"""How offices are called, and how an office calls itself: what stands before a concept and is no part of its name."""

from typing import Final

OFFICES: Final = (
    "局|厅|委员会|委|办公室|办公厅|办事处|中心|政府|法院|检察院|协会|联合会|总队|支队|大队|站|所|校|学院|大学|医院|馆"
)
"""The endings that tell an office wherever a place stands before them."""
SHORT_OFFICES: Final = "办|院|会|处|署|部|队|学|街道|乡|镇|总工会"
"""Endings that many other words have too."""
SELF: Final = r"^(?:本|我|全|该)(?:部门|单位|局|厅|委|办|院|所|馆|校|街道|镇|乡|区|县|市|系统|工程|项目)(?!长)"
"""A pattern: 本部门, 我局, 该项目."""
