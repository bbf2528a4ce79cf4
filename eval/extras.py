"""Parts that are installed on demand."""

from extractor.errors import UsageError


class MissingExtra(UsageError):
    """A part that is installed on demand is not there."""

    code = "missing_extra"
    remedy = "Install it: pip install 'extractor[eval]'."
