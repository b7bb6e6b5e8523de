"""The sentence of every kind of notice; each domain registers its own."""

from collections.abc import Mapping

from django.utils.functional import Promise

Sentence = str | Promise

_sentences: dict[str, Sentence] = {}


def register_notices(sentences: Mapping[str, Sentence]) -> None:
    """Add sentences by kind; raise ValueError if a kind has another one already.

    A sentence names facts as ``%(title)s``; it is shown in the language of the reader.
    """
    for kind, sentence in sentences.items():
        if _sentences.setdefault(kind, sentence) is not sentence:
            raise ValueError(f"the kind of notice {kind!r} has two sentences")


def sentence_of(kind: str) -> Sentence:
    """Return the sentence of a kind; raise KeyError if no domain registered one."""
    return _sentences[kind]
