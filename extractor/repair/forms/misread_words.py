"""Words of forms with a character misread for one that looks like it, told by what the document prints elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from extractor.document.check import Repair
from extractor.document.matrix_words import read_matrix_word
from extractor.document.table import Table
from extractor.document.text import is_cjk, without_space
from extractor.document.tier_words import TIER1_CLASSES, is_tier1_word, is_tier2_word
from extractor.repair.cell_mend import CellMend, carry_out_mend
from extractor.repair.forms.form_parts import find_form_tables
from extractor.repair.torn_table import close_table, open_table

_PAIRS: Final = (
    *("未末", "己已", "已巳", "土士", "人入", "八人", "千干", "千于", "干于", "日目", "日曰", "待侍", "拨拔", "住往"),
    *("技枝", "治冶", "大太", "太犬", "政攻", "支友", "支攴", "天夭", "天无", "王玉", "木本", "白自", "问间", "间闻"),
    *("清请", "情清", "请情", "候侯", "折拆", "析折", "析拆", "辩辨", "卷券", "乌鸟", "刀力", "田由", "由申", "甲申"),
    *("电申", "万方", "厂广", "今令", "母毋", "牛午", "失矢", "夫失", "西酉", "代伐", "侵浸", "即既", "坊防", "准淮"),
    *("徽微", "科料", "质贡", "效郊", "标杯", "指挡", "员贝", "贝见", "几儿", "仓仑", "兔免"),
    *("晴睛", "环坏", "枚权", "校较", "传转", "帐账", "钓钩", "钧钓", "壁璧", "徒徙", "蓝篮", "享亨", "盲育"),
)
_ALIKE: Final[dict[str, str]] = {}
for _one, _other in ((pair[n], pair[1 - n]) for pair in _PAIRS for n in (0, 1)):
    _ALIKE[_one] = _ALIKE.get(_one, "") + _other
_HEADS: Final = (
    *TIER1_CLASSES,
    *(word for words in TIER1_CLASSES.values() for word in words),
    *("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", "服务对象满意度"),
)
"""Words that all forms print, so that one with a look-alike in it is misread though the document prints it nowhere
else."""
_SHORTEST_HEAD: Final = 4
_OF_THE_FIELD: Final = 0.95
_ELSEWHERE: Final = 0.93
_FEWEST_WITNESSES: Final = 2
_ONE_AGAINST_ONE: Final = 0.6
"""Of two texts that differ in a look-alike (入口数量, 人口数量) neither is the misread one by itself."""


def propose_word_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Mend the words of the forms in the tables whose ids are in ``torn``.

    A tier word or a head of the matrix with a look-alike in it is that word. Any other text is mended where one
    character has a look-alike, other cells print the look-alike between the same neighbours at least twice, and none
    prints the character between them; where they do so once it is only recorded. Gives the repairs and all
    tables, the applied ones written.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    forms = find_form_tables(list(opened.values()))
    texts = [without_space(text) for work in forms for row in work.texts for text in row]
    contexts = _contexts(texts)
    repairs = []
    for work in forms:
        for row, line in enumerate(work.texts):
            for column, text in enumerate(line):
                mend = _mend(without_space(text), contexts)
                if mend is None:
                    continue
                repairs.append(carry_out_mend(work, (row, column), mend, threshold))
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def _contexts(texts: Sequence[str]) -> dict[str, int]:
    """How often each run of three characters stands in the cells."""
    counts: dict[str, int] = {}
    for text in texts:
        for place in range(len(text) - 2):
            around = text[place : place + 3]
            counts[around] = counts.get(around, 0) + 1
    return counts


def _mend(text: str, contexts: Mapping[str, int]) -> CellMend | None:
    if not any(map(is_cjk, text)):
        return None
    head = _head_of(text)
    if head is not None:
        return CellMend(head, "misread_word", (f"{head} is a word of the field, and {text} is none",), _OF_THE_FIELD)
    mends = list(_by_neighbours(text, contexts))
    if len(mends) != 1:
        return None
    mended, witnesses = mends[0]
    evidence = f"{witnesses} other places print the look-alike between these characters, and none this one"
    confidence = _ELSEWHERE if witnesses >= _FEWEST_WITNESSES else _ONE_AGAINST_ONE
    return CellMend(mended, "misread_word", (evidence,), confidence)


def _head_of(text: str) -> str | None:
    """The word of the field that the text is one character off; None where it is one itself, or there are two."""
    if len(text) < _SHORTEST_HEAD or is_tier1_word(text) or is_tier2_word(text) or read_matrix_word(text):
        return None
    found = {head for head in _HEADS if len(head) == len(text) and _is_look_alike(head, text)}
    return found.pop() if len(found) == 1 else None


def _is_look_alike(one: str, other: str) -> bool:
    """Whether the two differ in one character, which looks like the other."""
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(different) == 1 and different[0][1] in _ALIKE.get(different[0][0], "")


def _by_neighbours(text: str, contexts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Each mend with one character exchanged that other cells speak for, and in how many places they do."""
    for place, character in enumerate(text):
        start = min(max(0, place - 1), len(text) - 3)
        around = text[start : start + 3]
        if start < 0 or contexts.get(around, 0) > 1:
            continue
        for other in _ALIKE.get(character, ""):
            at = place - start
            witnesses = contexts.get(around[:at] + other + around[at + 1 :], 0)
            if witnesses:
                yield text[:place] + other + text[place + 1 :], witnesses
