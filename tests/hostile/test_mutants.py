"""The files made from good ones: the same each time, and each of them changed."""

from tests.hostile.mutants import good_files, mutant


def test_a_mutant_is_the_same_each_time_and_not_the_file_that_it_is_made_of() -> None:
    files = good_files()
    assert {path.suffix for path in files} >= {
        ".pdf",
        ".docx",
        ".xlsx",
        ".xls",
        ".doc",
        ".odt",
        ".ods",
        ".html",
        ".txt",
    }
    mutants = [mutant(number) for number in range(len(files))]
    made = [one.make() for one in mutants]
    assert made == [one.make() for one in mutants]
    same = sum(data == path.read_bytes() for data, path in zip(made, files, strict=True))
    assert same <= len(files) // 10
