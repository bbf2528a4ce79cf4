"""The page's words: both languages say everything, and nothing is said that no module asks for."""

import re
from pathlib import Path

MODULES = Path(__file__).parents[3] / "extractor" / "service" / "page" / "static" / "modules"
_ENTRY = re.compile(r'^  "([\w.-]+)": "(.*)",$', re.MULTILINE)
_PART = re.compile(r"\{\w+\}")


def words(language: str) -> dict[str, str]:
    return dict(_ENTRY.findall((MODULES / "words" / f"{language}.js").read_text(encoding="utf-8")))


def test_both_languages_have_the_same_words_with_the_same_parts() -> None:
    english, chinese = words("en"), words("zh")
    assert len(english) > 200
    assert english.keys() == chinese.keys()
    assert {name: sorted(_PART.findall(text)) for name, text in english.items()} == {
        name: sorted(_PART.findall(text)) for name, text in chinese.items()
    }


def test_every_name_that_a_module_asks_for_has_words() -> None:
    said = words("en")
    modules = "\n".join(path.read_text(encoding="utf-8") for path in MODULES.glob("*.js"))
    asked = set(re.findall(r'\bt\("([\w.-]+)"', modules))
    families = set(re.findall(r"\bt\(`(\w+)\.\$\{", modules))
    assert asked and asked <= said.keys()
    unsaid = {name for name in said if name.split(".")[0] not in families and f'"{name}"' not in modules}
    assert unsaid == set()
