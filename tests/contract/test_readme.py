"""What the READMEs show is what happens."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import extract
from extractor.document.wire import to_data

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.zh.md")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    return [line for block in blocks(page, "sh") for line in block.splitlines() if line]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the demo documents and this environment's program where the README has them."""
    shutil.copytree(ROOT / "corpora" / "demo", tmp_path / "corpora" / "demo")
    program = tmp_path / ".venv" / "bin" / "extractor"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m extractor "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def answer_everything(sample: Path) -> None:
    """What a person downloads from the sample's page after saying yes to every item."""
    with (sample / "sample.csv").open(encoding="utf-8-sig", newline="") as stream:
        ids = [row["id"] for row in csv.DictReader(stream)]
    (sample / "answers.csv").write_text("id,right\n" + "".join(f"{one},y\n" for one in ids), encoding="utf-8")


def test_the_commands_work(checkout: Path) -> None:
    """Of one page: the other shows the same (see below)."""
    for command in commands(PAGES[0]):
        if command.startswith("make "):
            dry = ["make", "--dry-run", *command.split()[1:]]
            done = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=False)
        else:
            if "--answers" in command:
                answer_everything(checkout / "sample")
            done = subprocess.run(["bash", "-c", command], cwd=checkout, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert len((checkout / "converted" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("page", PAGES)
def test_the_python_example_prints_what_stands_below_it(page: str) -> None:
    script, printed = blocks(page, "python")[0], blocks(page, "text")[0]
    words = [sys.executable, "-c", script]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.stderr == ""
    assert done.stdout == printed


@pytest.mark.parametrize("page", PAGES)
def test_the_sample_stands_in_the_result(page: str, demo: Path) -> None:
    sample = json.loads(blocks(page, "json")[0])
    document = to_data(extract(next(demo.glob("*.pdf"))))
    lines = {line["id"]: line for statement in document["statements"] for line in statement["lines"]}
    line = lines[sample["id"]]
    assert sample == {**line, "amounts": line["amounts"][:1]}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere_and_no_machine_path_is_named(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
    assert not re.search(r"/(?:work|root|home|tmp|opt)/", text)


def test_both_pages_show_the_same_code() -> None:
    for language in ("sh", "python", "text", "json"):
        assert blocks(PAGES[0], language) == blocks(PAGES[1], language)
