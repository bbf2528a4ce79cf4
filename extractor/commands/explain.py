"""``--explain DIR``: a picture of each page with what was read on it, drawn by the process that converted it."""


def require_pictures() -> None:
    """Raise MissingExtra before any work where Pillow is not installed."""
    from extractor.export import pillow  # noqa: F401
