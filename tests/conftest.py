"""What all tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; absent it skips, and in CI it fails."""
    folder = Path(__file__).parents[1] / ".." / "shared"
    if not folder.is_dir():
        message = "the real documents (../shared) are not here"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder.resolve()
