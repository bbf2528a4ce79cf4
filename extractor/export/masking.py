"""A document without the names and numbers of private persons, for handing on."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from extractor.document.document import Document
from extractor.document.personal import Masks, PersonalData
from extractor.document.record import Amount, Mention

_Value = TypeVar("_Value")


def mask_document(document: Document, data: tuple[PersonalData, ...]) -> Document:
    """The document with every one of ``data`` written over, in all its texts: cells, rows, blocks, records, checks.

    Only the name of the source stays, which is the file's own. Places of mentions follow their block's new text; a
    mention or an amount that was read from a masked number has no value any more. Ids and counts stay.
    """
    if not data:
        return document
    masks = Masks(data)
    texts = {block.id: block.text for block in document.blocks}
    mentions = _moved_mentions(document.mentions, texts, masks)
    masked = _masked(replace(document, mentions=mentions), masks)
    return replace(masked, source=document.source, producer=document.producer)


def _moved_mentions(mentions: tuple[Mention, ...], texts: dict[str, str], masks: Masks) -> tuple[Mention, ...]:
    kept = []
    for mention in mentions:
        text = texts.get(mention.block, "")
        before, through = text[: mention.start], text[: mention.end]
        if masks.touches(text[mention.start : mention.end]):
            continue
        kept.append(replace(mention, start=len(masks.over(before)), end=len(masks.over(through))))
    ids = {mention.id for mention in kept}
    return tuple(m if m.parent is None or m.parent in ids else replace(m, parent=None) for m in kept)


def _masked(value: _Value, masks: Masks) -> _Value:
    """The value with all texts within it masked: text, number, dataclass, tuple or mapping of such."""
    result: Any = value
    if isinstance(value, str):
        result = masks.over(value)
    elif isinstance(value, Decimal):
        result = None if masks.touches(format(value, "f")) else value
    elif isinstance(value, Amount) and masks.touches(value.raw):
        result = replace(value, raw=masks.over(value.raw), value=None, yuan=None)
    elif isinstance(value, tuple):
        result = tuple(_masked(item, masks) for item in value)
        result = value if all(map(_is_same, result, value)) else result
    elif isinstance(value, dict):
        result = {masks.over(key): _masked(item, masks) for key, item in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: _masked(getattr(value, part.name), masks) for part in fields(value)}
        changed = {name: part for name, part in parts.items() if part is not getattr(value, name)}
        result = replace(value, **changed) if changed else value
    return result  # type: ignore[no-any-return]  # every branch keeps the type


def _is_same(left: object, right: object) -> bool:
    return left is right
