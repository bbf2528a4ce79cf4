"""The command ``extractor train``: fits a model anew and writes it with its hash."""

import argparse
import sys
from pathlib import Path

from extractor.classify.cell_role_model import MODEL_NAME
from extractor.classify.model_file import MODELS_FOLDER
from extractor.errors import UsageError

_FORM_SEEDS = range(1, 11)
"""Ten invented departments, each with the forms of every template."""
_FORM_WEIGHT = 1.0
"""A form's cell counts as much as one of IM-TQA."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's words to its parser."""
    parser.add_argument("model", choices=("cell-roles",), help="the model to fit")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of IM-TQA, as published")
    parser.add_argument("-o", "--output", type=Path, default=MODELS_FOLDER, metavar="DIR", help="default: models/")


def run(arguments: argparse.Namespace) -> int:
    """Fit and write; 0 done, UsageError where the data are not there."""
    # Imported late: scikit-learn is needed for this alone.
    try:
        from extractor.models.training.cell_roles import RoleTraining, fit_cell_roles
    except ModuleNotFoundError as error:
        raise UsageError(f"Training needs {error.name}: pip install 'extractor[train]'.") from error
    from extractor.models.training.role_samples import form_samples, im_tqa_samples
    from extractor.models.training.write_model import write_model

    samples = (*im_tqa_samples(arguments.data), *form_samples(_FORM_SEEDS, _FORM_WEIGHT))
    arrays = fit_cell_roles(samples, RoleTraining(), lambda said: print(said, file=sys.stderr))
    print(write_model(MODEL_NAME, arrays, arguments.output))
    return 0
