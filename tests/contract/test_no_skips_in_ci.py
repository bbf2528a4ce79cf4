"""In CI a test that does not run proves nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
SKIPPED = "import pytest\n@pytest.mark.skip(reason='why')\ndef test_one(): ...\n"
SKIPPED_MODULE = "import pytest\npytest.skip('why', allow_module_level=True)\n"


@pytest.mark.parametrize("text", [SKIPPED, SKIPPED_MODULE])
@pytest.mark.parametrize(("ci", "passes"), [("true", False), ("false", True)])
def test_a_skip_is_a_failure_in_ci(tmp_path: Path, text: str, ci: str, passes: bool) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test_it.py").write_text(text + "def test_two(): ...\n", encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(words, cwd=tmp_path, env={**os.environ, "CI": ci}, capture_output=True, check=False)
    assert (done.returncode in (0, 5)) == passes
