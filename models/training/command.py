"""The command ``extractor train``: fits a model anew and writes it with its hash."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.classify.cell_role_model import MODEL_NAME as CELL_ROLES
from extractor.classify.indicator_tiers import MODEL_NAME as INDICATOR_TIERS
from extractor.classify.model_file import MODELS_FOLDER
from extractor.classify.tokenise import DICTIONARY_NAME as DOMAIN_WORDS
from extractor.classify.untitled_kinds import MODEL_NAME as TABLE_KINDS
from extractor.confidence.confidence_model import MODEL_NAME as CONFIDENCE
from extractor.errors import UsageError

Arrays = Mapping[str, NDArray[np.generic]]
Say = Callable[[str], None]

_FORM_WEIGHT = 1.0
"""A form's cell counts as much as one of IM-TQA."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's words to its parser."""
    parser.add_argument("model", choices=sorted((*_FITS, "domain-words")), help="the model to fit")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="cell-roles: the folder of IM-TQA, as published; confidence: a folder of generated documents and their "
        "damage, each in a folder of its own with a manifest.toml (models/confidence.md); the others are fitted on "
        "what ships",
    )
    parser.add_argument("-o", "--output", type=Path, default=MODELS_FOLDER, metavar="DIR", help="default: models/")


def run(arguments: argparse.Namespace) -> int:
    """Fit and write; 0 done, UsageError where the data are not there."""
    if arguments.model == "domain-words":
        print(_write_domain_words(arguments.output))
        return 0
    name, fit = _FITS[arguments.model]
    if arguments.data is None and arguments.model in _NEED_DATA:
        raise UsageError(f"To fit {arguments.model}, name its data: --data DIR.")
    # Imported late: scikit-learn is needed for this alone.
    try:
        arrays = fit(arguments.data, lambda said: print(said, file=sys.stderr))
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Training needs {error.name}: pip install 'extractor[train]', or '.[train]' in its checkout."
        ) from error
    from extractor.models.training.write_model import write_model

    print(write_model(name, arrays, arguments.output))
    return 0


def _fit_cell_roles(data: Path, say: Say) -> Arrays:
    from extractor.models.training.cell_roles import RoleTraining, fit_cell_roles
    from extractor.models.training.kept_forms import read_kept_forms
    from extractor.models.training.role_samples import im_tqa_samples

    samples = (*im_tqa_samples(data), *read_kept_forms(_FORM_WEIGHT))
    return fit_cell_roles(samples, RoleTraining(), say)


def _fit_confidence(data: Path, say: Say) -> Arrays:
    from extractor.models.training.confidence import ConfidenceTraining, fit_confidence
    from extractor.models.training.confidence_samples import confidence_samples

    return fit_confidence(confidence_samples(data, say), ConfidenceTraining(), say)


def _fit_indicator_tiers(data: Path, say: Say) -> Arrays:
    from extractor.corpora.indicators import load_projects
    from extractor.models.training.indicator_tiers import TierTraining, fit_indicator_tiers, training_forms

    return fit_indicator_tiers(training_forms(load_projects("train")), TierTraining())


def _fit_table_kinds(data: Path, say: Say) -> Arrays:
    from extractor.models.training.table_kinds import fit_table_kinds, read_kept_tables

    return fit_table_kinds(read_kept_tables())


def _write_domain_words(folder: Path) -> str:
    from extractor.corpora.indicators import load_projects, load_targets
    from extractor.models.training.domain_words import dictionary_bytes, gather_domain_words
    from extractor.models.training.write_model import write_file

    words = gather_domain_words(load_projects("train"), load_targets("train"))
    return write_file(DOMAIN_WORDS, f"{DOMAIN_WORDS}.txt", dictionary_bytes(words), folder)


_NEED_DATA = frozenset(("cell-roles", "confidence"))
_FITS: Mapping[str, tuple[str, Callable[[Path, Say], Arrays]]] = {
    "cell-roles": (CELL_ROLES, _fit_cell_roles),
    "confidence": (CONFIDENCE, _fit_confidence),
    "indicator-tiers": (INDICATOR_TIERS, _fit_indicator_tiers),
    "table-kinds": (TABLE_KINDS, _fit_table_kinds),
}
"""By the word of the command: the model's name and what gives its arrays."""
