"""Options on their way into the jail."""

from dataclasses import asdict
from typing import Any

from extractor.options import Options


def options_as_data(options: Options) -> dict[str, Any]:
    """Options as plain data, the password with them: for the way into the jail only."""
    return asdict(options)


def options_from_data(values: dict[str, Any]) -> Options:
    """The options again; JSON knows no tuples, options no lists."""
    return Options.from_dict(
        {
            stage: {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
            for stage, settings in values.items()
        }
    )
