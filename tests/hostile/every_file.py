"""All hostile files that are made here."""

from tests.hostile.docx_files import DOCX_FILES
from tests.hostile.hostile_file import HostileFile
from tests.hostile.markup_files import CSV_FILES, HTML_FILES, MHTML_FILES, RTF_FILES, TEXT_FILES
from tests.hostile.pdf_content import PDF_CONTENT
from tests.hostile.pdf_encryption import PDF_ENCRYPTION
from tests.hostile.pdf_structure import PDF_STRUCTURE
from tests.hostile.picture_files import JPEG_FILES, PNG_FILES, TIFF_FILES
from tests.hostile.sheet_files import ODS_FILES, ODT_FILES, XLS_FILES, XLSX_FILES
from tests.hostile.word_97_files import DOC_FILES

_MADE = (
    *(PDF_STRUCTURE, PDF_CONTENT, PDF_ENCRYPTION, DOCX_FILES, DOC_FILES, XLSX_FILES, XLS_FILES, ODS_FILES, ODT_FILES),
    *(HTML_FILES, MHTML_FILES, TEXT_FILES, CSV_FILES, RTF_FILES, PNG_FILES, JPEG_FILES, TIFF_FILES),
)
EVERY_FILE: tuple[HostileFile, ...] = tuple(file for made in _MADE for file in made.files)
