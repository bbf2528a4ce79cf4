"""What a page says of itself and what of it was left out: every loss is a problem, said aloud."""

from collections.abc import Iterator

from extractor.document.check import Problem
from extractor.document.content import PageInfo
from extractor.document.page import Page, RawPage
from extractor.document.vocabulary import Severity

_PICTURE_PAGE_SHARE = 0.5
"""A page without glyphs that pictures cover by half is a scan."""
_FEW_TURNED_SHARE = 0.2
"""Up to this share of a page's characters a turned text is a stamp or a watermark, not what the page says."""


def page_info(raw: RawPage) -> PageInfo:
    """The page as the result lists it."""
    layer = raw.text_layer if raw.glyphs else "none"
    width, height = (raw.height, raw.width) if raw.turn in (90, 270) else (raw.width, raw.height)
    reading = "ocr" if layer in ("ocr", "mixed") else layer
    return PageInfo(raw.number, width, height, raw.rotation, layer, reading, raw.layer_agreement)


def page_problems(raw: RawPage, page: Page) -> list[Problem]:
    """Every loss of a page said aloud."""
    problems = []
    if raw.broken:
        problems.append(Problem("broken_page", "error", "This page can not be loaded; it is missing here.", raw.number))
    if raw.capped:
        problems.append(Problem("drawing_capped", "error", "Too many drawn objects; some were left out.", raw.number))
    if page.hatched:
        text = "There are too many rulings for any table; they were left out, and tables that need them are missing."
        problems.append(Problem("drawing_capped", "error", text, raw.number))
    if raw.undecodable + raw.private:
        count = raw.undecodable + raw.private
        text = f"{count} characters have no Unicode value and are missing; OCR of the page would read them."
        problems.append(Problem("undecodable_text", "error", text, raw.number))
    if raw.unmapped:
        text = f"{raw.unmapped} characters are of fonts without a Unicode map; compare them with the page."
        problems.append(Problem("unmapped_text", "warning", text, raw.number))
    if turned := raw.turned - page.sideways_read:
        text = f"{turned} characters are set sideways or at an angle and are missing; turn the page to read them."
        is_much = turned > _FEW_TURNED_SHARE * (turned + len(raw.glyphs))
        severity: Severity = "error" if is_much or page.sideways_left else "info"
        problems.append(Problem("turned_text", severity, text, raw.number))
    problems += _unread_beside(raw)
    if not raw.glyphs and raw.picture_share >= _PICTURE_PAGE_SHARE:
        text = "This page is a picture in which no text was read."
        problems.append(Problem("picture_without_text", "error", text, raw.number))
    elif not raw.glyphs and not problems:
        text = "This page shows no text."
        problems.append(Problem("page_without_text", "warning" if _draws(raw) else "info", text, raw.number))
    return problems


def _unread_beside(raw: RawPage) -> Iterator[Problem]:
    """What lies over or beside the text of a page and is not part of it."""
    if raw.hidden:
        text = f"{raw.hidden} characters are not drawn to be seen and were left out."
        yield Problem("hidden_text", "info", text, raw.number)
    if raw.unread_annotations:
        text = (
            f"{raw.unread_annotations} fields or remarks write on this page what was not read: print it to a new PDF."
        )
        yield Problem("unread_annotation", "error", text, raw.number)
    if raw.dynamic_form:
        text = "This is a form that a program makes up on opening it (XFA); that was not read: print it to a new PDF."
        yield Problem("unread_annotation", "error", text, raw.number)
    if raw.attached:
        text = f"{raw.attached} files are attached to this document and were not read: save them and convert them."
        yield Problem("attachment_not_read", "info", text, raw.number)


def _draws(raw: RawPage) -> bool:
    return bool(raw.pictures or raw.segments or raw.fills or raw.slants or raw.outlines)
