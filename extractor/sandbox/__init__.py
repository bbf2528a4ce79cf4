"""The jail: documents of strangers, each converted in a process of its own that has no rights but to read its bytes.

>>> with Sandbox() as sandbox:  # doctest: +SKIP
...     converted = sandbox.convert(data, "预算.pdf", Options())
"""

from extractor.options import LimitOptions as Limits
from extractor.sandbox.converted import Converted, Facts, Picture, Wanted
from extractor.sandbox.layers import Layers, layers
from extractor.sandbox.sandbox import Sandbox

__all__ = ["Converted", "Facts", "Layers", "Limits", "Picture", "Sandbox", "Wanted", "layers"]
