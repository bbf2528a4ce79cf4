"""Private persons in a document: their names, telephone and identity numbers, found and written over."""

from extractor.document.personal.finding import PersonalData, find_personal_data
from extractor.document.personal.masks import Masks

__all__ = ["Masks", "PersonalData", "find_personal_data"]
