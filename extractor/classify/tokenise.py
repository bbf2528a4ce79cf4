"""Words of Chinese text: the only place that tokenises."""

import warnings
from functools import cache
from typing import Any, Final

from extractor.classify.model_file import read_model_bytes

DICTIONARY_NAME: Final = "domain_words"
"""The field's words, in ``models/``: one a line, UTF-8."""


@cache
def _pipeline() -> Any:
    """spaCy's blank Chinese pipeline with the jieba segmenter, built on first use (a second or two).

    jieba would read its dictionary from a marshal file in the shared temporary folder, where anyone may have put it,
    and would write one there. It does neither when its dictionary is already filled, so it is filled here. The field's
    words are added to a copy: what else uses jieba in this process keeps its own.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba asks for pkg_resources and has invalid escapes; both only warn
        import jieba
        import spacy

        shared = jieba.dt
        with shared.lock:
            if not shared.initialized:
                shared.FREQ, shared.total = shared.gen_pfdict(shared.get_dict_file())
                shared.initialized = True
            own = jieba.Tokenizer()
            own.FREQ, own.total, own.initialized = dict(shared.FREQ), shared.total, True
        for word in domain_words():
            own.add_word(word)
        pipeline: Any = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        pipeline.tokenizer.jieba_seg = own
        return pipeline


@cache
def domain_words() -> tuple[str, ...]:
    """The words of the field's dictionary; ModelError where its file is absent or was changed."""
    return tuple(read_model_bytes(DICTIONARY_NAME).decode("utf-8").split())


def tokenise(text: str) -> list[str]:
    """Split ``text`` into words in their printed order; white space and punctuation marks are no words.

    What is no character by itself (half of a surrogate pair) is left out.
    """
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return [token.text for token in _pipeline()(whole) if not token.is_space and not token.is_punct]
