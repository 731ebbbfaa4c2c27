"""A sentence for people: Chinese, with the same in English beside it for those who asked for English."""

from typing import Self


class Told(str):
    """A Chinese text that knows its English; equal to any text of the same letters."""

    english: str

    def __new__(cls, chinese: str, english: str) -> Self:
        """Return the sentence."""
        made = super().__new__(cls, chinese)
        made.english = english
        return made


def in_language(sentence: str, english: bool) -> str:
    """Return a sentence in the language asked for, in Chinese where it knows no other."""
    return sentence.english if english and isinstance(sentence, Told) else str(sentence)
