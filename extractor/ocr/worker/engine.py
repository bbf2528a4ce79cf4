"""RapidOCR's detector and recogniser (Apache-2.0) with PP-OCRv6 models out of its own wheel, on one thread."""

import cv2
import numpy as np
import numpy.typing as npt
from rapidocr import EngineType, RapidOCR

from .crops import Pixels, Quad

_THREADS = 1


class Engine:
    """Both models loaded. ``name`` is ``openvino`` or ``onnxruntime``. Loading takes one to three seconds; nothing is
    fetched."""

    def __init__(self, name: str) -> None:
        cv2.setNumThreads(_THREADS)
        kind = EngineType(name)
        self._ocr = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_preprocess_img": False,
                "Global.use_vertical_padding": False,
                "Det.engine_type": kind,
                "Rec.engine_type": kind,
                "Det.limit_type": "max",
                "EngineConfig.openvino.inference_num_threads": _THREADS,
                "EngineConfig.openvino.num_streams": _THREADS,
                "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": _THREADS,
            }
        )
        self._detector = self._ocr._load_det_model()  # type: ignore[no-untyped-call]
        self._recogniser = self._ocr._load_rec_model()  # type: ignore[no-untyped-call]
        self.characters: list[str] = list(self._recogniser.postprocess_op.character)

    def detect(self, picture: Pixels, side: int) -> list[Quad]:
        """The lines of text in a picture (rows × columns, grey or red, green, blue), from the top to the bottom, looked
        for in one whose longer side is ``side`` pixels at most."""
        self._detector.limit_side_len = side
        code = cv2.COLOR_GRAY2BGR if picture.ndim == 2 else cv2.COLOR_RGB2BGR
        found = self._ocr(cv2.cvtColor(picture, code), use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        return [] if boxes is None else [np.asarray(box, dtype=np.float32) for box in boxes]

    def probabilities(self, batch: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Strips × steps × classes for a batch of strips; RapidOCR's own decoding keeps only the best class."""
        return np.array(self._recogniser.session(batch), dtype=np.float32)
