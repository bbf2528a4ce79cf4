"""A converter of tests that reads every file as the same document."""

from extractor.document.document import Document
from extractor.document.wire import to_json
from extractor.options import Options
from extractor.service.converting import Converted
from extractor.service.jobs.job import Failed
from tests.service.light_service import LightConverter


def converter_to(document: Document) -> type[LightConverter]:
    class OneDocument(LightConverter):
        """Reads every file as the same document."""

        def convert(self, data: bytes, name: str, options: Options) -> Converted | Failed:
            found = super().convert(data, name, options)
            return found if isinstance(found, Failed) else Converted(to_json(document), {}, partial=False)

    return OneDocument
