"""Words of forms with a character misread for one that looks like it, told by what the document prints elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from extractor.document.check import Repair
from extractor.document.matrix_words import read_matrix_word
from extractor.document.table import Table
from extractor.document.text import is_cjk, without_space
from extractor.document.tier_words import TIER1_CLASSES, is_tier1_word, is_tier2_word
from extractor.repair.torn_table import close_table, find_form_tables, open_table

_PAIRS: Final = (
    *("未末", "己已", "已巳", "土士", "人入", "八人", "千干", "千于", "干于", "日目", "日曰", "待侍", "拨拔", "住往"),
    *("技枝", "治冶", "大太", "太犬", "政攻", "支友", "支攴", "天夭", "天无", "王玉", "木本", "白自", "问间", "间闻"),
    *("清请", "情清", "请情", "候侯", "折拆", "析折", "析拆", "辩辨", "卷券", "乌鸟", "刀力", "田由", "由申", "甲申"),
    *("电申", "万方", "厂广", "今令", "母毋", "牛午", "失矢", "夫失", "西酉", "代伐", "侵浸", "即既", "坊防", "准淮"),
    *("徽微", "科料", "质贡", "效郊", "标杯", "指挡", "员贝", "贝见", "见儿", "几儿", "末来", "未来", "仓仑", "兔免"),
    *("晴睛", "环坏", "坏杯", "枚权", "校较", "传转", "帐账", "钓钩", "钧钓", "壁璧", "徒徙", "蓝篮", "享亨", "盲育"),
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


class _Mend(NamedTuple):
    text: str
    evidence: str
    confidence: float


def propose_word_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Mend the words of the forms in the tables whose ids are in ``torn``.

    A tier word or a head of the matrix with a look-alike in it is that word. Any other text is mended where one
    character has a look-alike, another cell prints the look-alike between the same neighbours, and no other cell
    prints the character between them. Gives the repairs and all tables, the applied ones written.
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
                applied = mend.confidence >= threshold
                cell = work.cell_id(row, column)
                if applied:
                    work.write(row, column, mend.text)
                repairs.append(
                    Repair("", "misread_word", (cell,), text, mend.text, (mend.evidence,), (), mend.confidence, applied)
                )
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def _contexts(texts: Sequence[str]) -> dict[str, int]:
    """How often each run of three characters stands in the cells, ``\\n`` for the cell's edge."""
    counts: dict[str, int] = {}
    for text in texts:
        framed = f"\n{text}\n"
        for place in range(len(text)):
            around = framed[place : place + 3]
            counts[around] = counts.get(around, 0) + 1
    return counts


def _mend(text: str, contexts: Mapping[str, int]) -> _Mend | None:
    if not any(map(is_cjk, text)):
        return None
    head = _head_of(text)
    if head is not None:
        return _Mend(head, f"{head} is a word of the field, and {text} is none", _OF_THE_FIELD)
    mends = list(_by_neighbours(text, contexts))
    if len(mends) != 1:
        return None
    return _Mend(mends[0], "other cells print the look-alike between these characters, and none this one", _ELSEWHERE)


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


def _by_neighbours(text: str, contexts: Mapping[str, int]) -> Iterator[str]:
    framed = f"\n{text}\n"
    for place, character in enumerate(text):
        before, after = framed[place], framed[place + 2]
        if contexts.get(f"{before}{character}{after}", 0) > 1 or (before == after == "\n"):
            continue
        for other in _ALIKE.get(character, ""):
            if contexts.get(f"{before}{other}{after}", 0) > 0:
                yield text[:place] + other + text[place + 1 :]
