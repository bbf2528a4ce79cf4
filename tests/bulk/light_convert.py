"""``extractor convert`` with a converter that converts nothing: what is tested is the run, not the reading."""

import importlib
import sys
from functools import partial

from extractor import cli
from extractor.bulk.conversion import Conversion
from extractor.commands import convert

if __name__ == "__main__":
    fake = importlib.import_module("fake_conversions").FakeSandbox()
    vars(convert)["Conversion"] = partial(Conversion, sandbox=lambda _: fake)
    sys.exit(cli.main(["convert", *sys.argv[1:]]))
