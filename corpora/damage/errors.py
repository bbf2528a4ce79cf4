"""What damaging documents can fail with."""

from extractor.errors import ExtractorError, UsageError


class BadKind(UsageError):
    """A kind of damage has no such name."""

    code = "bad_damage_kind"
    remedy = "Name kinds as in `python -m extractor.corpora.damage --help`."


class MissingTool(ExtractorError):
    """A program or library that the damage needs is not installed."""

    code = "missing_tool"
    remedy = "Install what the message names, or leave that kind of damage out."


class ConversionFailed(ExtractorError):
    """A converter did not make a text of the document."""

    code = "conversion_failed"
    remedy = "Try the converter on the document by itself."
