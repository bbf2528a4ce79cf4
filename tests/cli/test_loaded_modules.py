"""What a command does not need is not loaded: the heavy libraries take seconds."""

import subprocess
import sys

import pytest

_HEAVY = (
    "spacy",
    "jieba",
    "sklearn",
    "scipy",
    "cv2",
    "openvino",
    "rapidocr",
    "pandas",
    "openpyxl",
    "pypdfium2",
    "numpy",
)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["convert", "--help"]])
def test_help_loads_no_heavy_library(words: list[str]) -> None:
    code = (
        "import sys\n"
        "from extractor.cli import main\n"
        "try:\n"
        f"    main({words!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print('loaded:', [name for name in {_HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"
