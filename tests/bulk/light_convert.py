"""``extractor convert`` with a converter that converts nothing: what is tested is the run, not the reading."""

import sys
from functools import partial

from fake_conversions import FakeSandbox

from extractor import cli
from extractor.bulk.conversion import Conversion
from extractor.commands import convert

if __name__ == "__main__":
    convert.Conversion = partial(Conversion, sandbox=lambda _: FakeSandbox())  # type: ignore[misc, assignment]
    sys.exit(cli.main(["convert", *sys.argv[1:]]))
