"""A run of convert that is disturbed at one call, and what must hold then and after the next run."""

import shutil
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

from tests.bulk.disturbed import tree
from tests.faults.disturbing import UNDISTURBED, Disturbing, Ended, Fault

_ENDS = {"kill": (-signal.SIGKILL,), "tear": (-signal.SIGKILL,), "term": (-signal.SIGTERM,)}
_SOME_FAILED = 1


class Convert:
    """A small folder of documents, one of them broken, an archive among them, and what a run leaves of it."""

    def __init__(self, disturbing: Disturbing, folder: Path, more_words: Sequence[str] = ()) -> None:
        self._disturbing = disturbing
        self._folder = folder
        self._words = more_words
        documents = folder / "in"
        documents.mkdir(parents=True)
        for name, words in (("甲", "one"), ("乙", "two"), ("丙", "corrupt")):
            (documents / f"{name}.txt").write_text(words, encoding="utf-8")
        with ZipFile(documents / "丁.zip", "w") as archive:
            archive.writestr("内.txt", "within")
        ended = self._run(UNDISTURBED)
        assert ended.status == _SOME_FAILED, ended.said
        self.calls = ended.calls
        self._left = tree(folder / "out")

    def disturbed(self, fault: Fault) -> tuple[Ended, list[str]]:
        """How the disturbed run ended, and what did not hold: then, and after the next run."""
        shutil.rmtree(self._folder / "out")
        ended = self._run(fault)
        broken = [*self._ended_wrong(fault, ended), *self._half_written()]
        next_run = self._run(UNDISTURBED, "--resume")
        if next_run.status != _SOME_FAILED:
            broken.append(f"the next run: {next_run.status} {next_run.said[-500:]}")
        else:
            broken += self._unlike("the next run leaves")
        broken += [f"a temporary left: {name}" for name in self._disturbing.left_in_temporary()]
        return ended, broken

    def _run(self, fault: Fault, *words: str) -> Ended:
        out = self._folder / "out"
        call = [str(self._folder / "in"), "-o", str(out), "--workers", "1", *self._words, *words]
        return self._disturbing.run("convert", out, fault, words=call)

    def _ended_wrong(self, fault: Fault, ended: Ended) -> Iterator[str]:
        """A process that is not ended by the fault says what is the matter, in words."""
        ends = (_SOME_FAILED, *_ENDS.get(fault.action, (2,)))
        if ended.status not in ends:
            yield f"it ended with {ended.status}: {ended.said[-500:]}"
        if "Traceback" in ended.said:
            yield f"it said a trace: {ended.said[-800:]}"

    def _half_written(self) -> Iterator[str]:
        """What has its name is whole; the lists and the tables of a run are of what it could store."""
        out = self._folder / "out"
        for name, data in self._left.items():
            path = out / name
            if path.exists() and path.read_bytes() != data and not name.startswith(("manifest", "tables/")):
                yield f"{name} is not what it should be"

    def _unlike(self, what: str) -> Iterator[str]:
        found = tree(self._folder / "out")
        for name in sorted({*found, *self._left}):
            if found.get(name) != self._left.get(name):
                yield f"{what} {name} {'otherwise' if name in found and name in self._left else 'or not'}"
