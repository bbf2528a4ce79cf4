"""Words of Chinese text: the only place that tokenises."""

import warnings
from functools import cache
from typing import Any


@cache
def _pipeline() -> Any:
    """spaCy's blank Chinese pipeline with the jieba segmenter, built on first use (a second or two).

    jieba would read its dictionary from a marshal file in the shared temporary folder, where anyone may have put it,
    and would write one there. It does neither when its dictionary is already filled, so it is filled here.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba asks for pkg_resources and has invalid escapes; both only warn
        import jieba
        import spacy

        dictionary = jieba.dt
        with dictionary.lock:
            if not dictionary.initialized:
                dictionary.FREQ, dictionary.total = dictionary.gen_pfdict(dictionary.get_dict_file())
                dictionary.initialized = True
        return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


def tokenise(text: str) -> list[str]:
    """Split ``text`` into words in their printed order; white space and punctuation marks are no words."""
    return [token.text for token in _pipeline()(text) if not token.is_space and not token.is_punct]
