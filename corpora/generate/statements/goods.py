"""What departments buy."""

import random
from decimal import Decimal

from extractor.corpora.generate.style import Style

GOODS = (
    ("台式计算机", "台", 5200), ("便携式计算机", "台", 6800), ("激光打印机", "台", 1800), ("复印纸", "箱", 200),
    ("办公桌", "张", 1500), ("办公椅", "把", 600), ("文件柜", "组", 900), ("空调机", "台", 4200),
    ("投影仪", "台", 8600), ("碎纸机", "台", 900),
)  # fmt: skip
SERVICES = (
    ("物业管理服务", "项", 96000), ("信息系统运维服务", "项", 158000), ("印刷服务", "项", 32000),
    ("车辆维修服务", "项", 24000), ("会议服务", "项", 45000),
)  # fmt: skip
"""Name, unit of measure, a usual price in 元."""


def price_of(usual: int, style: Style, rng: random.Random) -> Decimal:
    """A price near the usual one in the document's unit, in whole hundreds of 元."""
    yuan = max(round(usual * rng.uniform(0.8, 1.3) / 100), 1) * Decimal(100)
    return yuan if style.scale.unit == "元" else yuan / 10_000
