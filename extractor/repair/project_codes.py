"""Project codes with a misread character, mended where the check character and the sibling codes agree."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractor.document.check import Repair
from extractor.document.project_code import ALPHABET, LENGTH, keeps_check, uses_check
from extractor.document.table import Cell, Row, Table, row_values, slots_of
from extractor.document.text import without_space

_LOOK_ALIKES = ("EF", "FP", "KR", "0O", "1I", "8B", "5S", "2Z", "0D", "0Q", "1L", "UV", "6G")
_CODE = re.compile(rf"\d{{8}}[0-9A-Z]{{{LENGTH - 8}}}")
_CONFIDENCE = 0.97


def propose_code_repairs(
    tables: Sequence[Table], torn: AbstractSet[str] = frozenset(), threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Mend codes that fail the check character, in any table, torn or not.

    The check confirms and never decides: a mend swaps one look-alike pair, at a place where the sound codes of the
    document with the same beginning all print the other character, or all have a digit and this one a letter, or
    where this one has a character that no code has; and the mended code must pass. Where two mends would do, none is
    made. Nothing is done until the document's own codes show that they carry the check character.
    """
    del torn  # a misread character is in the text, whatever the rows went through
    codes = [(table, cell, without_space(cell.text)) for table in tables for cell in table.cells]
    printed = {code for _, _, code in codes if _CODE.fullmatch(code)}
    if not uses_check(printed):
        return [], list(tables)
    sound = sorted(code for code in printed if keeps_check(code))
    repairs: list[Repair] = []
    written: dict[str, str] = {}
    for _, cell, code in codes:
        if not _CODE.fullmatch(code) or keeps_check(code):
            continue
        mends = _mends(code, sound)
        applied = len(mends) == 1 and threshold <= _CONFIDENCE
        repairs.append(_repair(cell, code, mends, applied))
        if applied:
            written[cell.id] = mends[0]
    return repairs, [_rewrite(table, written) for table in tables]


def _mends(code: str, sound: Sequence[str]) -> list[str]:
    mends = set()
    for place, character in enumerate(code[:-1]):
        for instead in _proposed(code, place, sound):
            if any({character, instead} == set(pair) for pair in _LOOK_ALIKES):
                mends.add(code[:place] + instead + code[place + 1 :])
    return sorted(mended for mended in mends if keeps_check(mended) and mended not in sound)


def _proposed(code: str, place: int, sound: Sequence[str]) -> AbstractSet[str]:
    """What may stand at a place instead: what the sound codes with the same beginning all print there; a digit where
    all sound codes have digits and this one a letter; anything for a character that no code has."""
    siblings = {other[place] for other in sound if other[:place] == code[:place]}
    if len(siblings) == 1 and code[place] not in siblings:
        return siblings
    if code[place] not in ALPHABET:
        return set(ALPHABET)
    all_digits = all(other[place].isdigit() for other in sound)
    return set("0123456789") if all_digits and not code[place].isdigit() else set()


def _repair(cell: Cell, code: str, mends: list[str], applied: bool) -> Repair:
    evidence = ["the code fails its check character"]
    if mends:
        evidence += ["the mended code passes it", "the sound codes of the document speak for this character here"]
    after = mends[0] if len(mends) == 1 else code
    others = tuple(mends) if len(mends) > 1 else ()
    confidence = _CONFIDENCE if len(mends) == 1 else 0.0
    return Repair("", "project_code", (cell.id,), code, after, tuple(evidence), others, confidence, applied)


def _rewrite(table: Table, written: dict[str, str]) -> Table:
    if not any(cell.id in written for cell in table.cells):
        return table
    cells = tuple(replace(cell, text=written[cell.id]) if cell.id in written else cell for cell in table.cells)
    slots = slots_of(cells, table.header_rows + len(table.rows), len(table.columns))
    rows = tuple(Row(row_values(slots[table.header_rows + n]), row.role) for n, row in enumerate(table.rows))
    return replace(table, cells=cells, rows=rows)
