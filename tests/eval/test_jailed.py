"""What is measured is converted in the jail: a document that does harm is a failed one among others."""

import hashlib
import json
from pathlib import Path

from extractor.corpora import read_manifest
from extractor.document.wire import to_data
from extractor.eval.jailed import JailedExtraction
from extractor.eval.run import evaluate
from extractor.options import Options
from extractor.pipeline import extract
from extractor.sandbox import Limits
from tests.eval.test_bad_input import TEXT, true_label
from tests.sandbox.pdf_bombs import form_that_draws_itself_twice

_LIMITS = Limits(seconds=60.0, memory_bytes=448 << 20)


def test_a_bomb_fails_and_the_others_are_measured_as_outside(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    files = {"bomb": ("bomb.pdf", form_that_draws_itself_twice()), "good": (good.name, TEXT.encode())}
    entries = []
    for identity, (name, data) in files.items():
        digest = hashlib.sha256(data).hexdigest()
        (tmp_path / name).write_bytes(data)
        (tmp_path / f"{name}.json").write_text(json.dumps(true_label(digest)), encoding="utf-8")
        entries.append(
            f'[[set]]\nid = "{identity}"\ndocument = "{name}"\nsha256 = "{digest}"\norigin = "made"\npath = "{name}"\n'
            f'labels = "{name}.json"\nsplit = "dev"\n'
        )
    (tmp_path / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")
    manifest = read_manifest(tmp_path / "manifest.toml")
    with JailedExtraction(_LIMITS) as jailed:
        bomb, measured = evaluate(manifest, None, jailed, clock=jailed.user_seconds).documents
        said, loading, peak = jailed(good), jailed.loading_seconds(), jailed.peak_megabytes()
    assert (bomb.outcome, bomb.cost) == ("failed", None)
    assert bomb.reason is not None and bomb.reason.startswith("out_of_memory: ")
    assert said == to_data(extract(good, options=Options(limits=_LIMITS)))
    assert measured.outcome == "measured" and measured.cost is not None
    assert measured.cost.user_seconds > 0 and loading > 0
    assert peak is not None and 0 < peak < 448
