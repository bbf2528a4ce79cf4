"""Every problem code is documented, and no other."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def codes_in_code() -> set[str]:
    found = set()
    for path in (ROOT / "extractor").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_the_list_of_problems_is_complete() -> None:
    rows = [
        line for line in (ROOT / "docs" / "problems.md").read_text(encoding="utf-8").splitlines() if line[:3] == "| `"
    ]
    listed = {code for row in rows for code in re.findall(r"`([a-z_]+)`", row.split("|")[1])}
    assert len(listed) > 15
    assert codes_in_code() == listed
