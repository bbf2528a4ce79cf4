"""What is held out stays closed to everything but a measurement that asks for it."""

import argparse
import ast
import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from extractor.corpora import Manifest, read_manifest
from extractor.errors import ExtractorError, UsageError
from extractor.eval.command import add_arguments, run
from extractor.eval.run import evaluate, find_documents

ROOT = Path(__file__).parents[2]
MAY_NAME_THE_TEST_SPLIT = {"corpora/manifest.py", "eval/command.py", "corpora/damage/command.py"}
"""The type of a split and the commands' words for it, of which the default never is the test split; generators write
it, none of them reads it."""
Opened = Callable[[], AbstractContextManager[set[Path]]]


@pytest.fixture
def manifest(tmp_path: Path, label: dict[str, Any]) -> Manifest:
    """A document and a label of each split, all in their place."""
    entries = []
    for split in ("train", "dev", "test"):
        document = tmp_path / "documents" / f"{split}.pdf"
        document.parent.mkdir(exist_ok=True)
        document.write_bytes(split.encode())
        digest = hashlib.sha256(document.read_bytes()).hexdigest()
        label["document"]["sha256"] = digest
        (tmp_path / f"{split}.json").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
        entries.append(
            f'[[set]]\nid = "{split}"\ndocument = "{split}.pdf"\nsha256 = "{digest}"\norigin = "made"\n'
            f'path = "documents/{split}.pdf"\nlabels = "{split}.json"\nsplit = "{split}"\n'
        )
    (tmp_path / "manifest.toml").write_text("".join(entries), encoding="utf-8")
    return read_manifest(tmp_path / "manifest.toml")


def nothing(path: Path) -> dict[str, Any]:
    path.read_bytes()
    return {"tables": []}


def test_a_split_holds_its_own_sets_only(manifest: Manifest) -> None:
    assert [entry.id for entry in manifest.of_split("dev").sets] == ["dev"]
    assert [entry.id for entry in manifest.of_split("train", "test").sets] == ["train", "test"]


@pytest.mark.parametrize(("split", "opens"), [("train", False), ("dev", False), ("test", True)])
def test_documents_and_labels_of_the_test_split_are_opened_on_request_only(
    manifest: Manifest, files_opened: Opened, split: Any, opens: bool
) -> None:
    with files_opened() as opened:
        report = evaluate(manifest.of_split(split), manifest.folder / "documents", nothing)
    assert [document.outcome for document in report.documents] == ["measured"]
    assert (manifest.folder / "documents" / "test.pdf" in opened) is opens
    assert (manifest.folder / "test.json" in opened) is opens


def test_a_document_that_was_moved_is_found_by_its_hash(manifest: Manifest) -> None:
    folder = manifest.folder / "documents"
    (folder / "deep").mkdir()
    (folder / "dev.pdf").rename(folder / "deep" / "other.pdf")
    found = find_documents(manifest.of_split("dev"), folder)
    assert list(found.values()) == [folder / "deep" / "other.pdf"]
    assert find_documents(manifest.of_split("dev"), None) == {}


def test_a_document_beside_the_manifest_needs_no_folder(manifest: Manifest) -> None:
    assert list(find_documents(manifest.of_split("dev"), None).values()) == [manifest.folder / "documents" / "dev.pdf"]


def test_only_the_measuring_command_names_the_test_split() -> None:
    """Code that trains or tunes has no word for it: the split is a literal, so whoever asks for it must write it."""
    named = set()
    for folder in ("extractor", "models", "eval", "corpora"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            inside = path.relative_to(ROOT)
            if inside.parts[0] == "extractor" and inside.parts[1] in ("eval", "models", "corpora"):
                continue
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "of_split":
                    words = [word.value for word in call.args if isinstance(word, ast.Constant)]
                    if "test" in words or len(words) < len(call.args):
                        named.add(inside.as_posix())
    assert named <= MAY_NAME_THE_TEST_SPLIT


def arguments(manifest: Manifest, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(["--manifest", str(manifest.folder / "manifest.toml"), *words])


def test_no_baseline_of_the_test_split(manifest: Manifest, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="dev split only"):
        run(arguments(manifest, "--split", "test", "--update-baseline", str(tmp_path / "baseline.json")))
    assert not (tmp_path / "baseline.json").exists()


def test_a_set_of_another_split_is_refused_by_name(manifest: Manifest) -> None:
    with pytest.raises(ExtractorError, match="no set 'test' in this split"):
        run(arguments(manifest, "--set", "test"))
