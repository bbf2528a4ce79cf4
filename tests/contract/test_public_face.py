"""What ``import extractor`` offers."""

import extractor


def test_the_face_is_small_and_sorted() -> None:
    names = extractor.__all__
    assert len(names) <= 15
    assert names == sorted(names)
    assert {"Document", "ExtractorError", "Options", "extract"} <= set(names)


def test_every_name_is_there() -> None:
    assert all(hasattr(extractor, name) for name in extractor.__all__)
