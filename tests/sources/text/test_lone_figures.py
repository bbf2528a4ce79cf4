from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text


def problems(text: str) -> list[str]:
    return [problem.code for problem in read_text(text.encode(), SourceOptions()).problems]


def test_amounts_on_lines_of_their_own_are_said() -> None:
    amounts = "".join(f"项目{n}\n\n{n},200.00\n\n" for n in range(1, 9))
    assert problems("收支总表\n" + amounts) == ["unruled_table"]


def test_amounts_in_sentences_and_few_ones_are_not() -> None:
    assert not problems("本年支出 1,200.00 万元。\n" * 20)
    assert not problems("1,200.00\n" * 7)
    assert not problems("2024\n12\n" * 20)
