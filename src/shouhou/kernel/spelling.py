"""Pinyin spellings of Chinese names, so that people find a row by typing Latin letters."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def spell(name: str) -> str:
    """The initials and the full pinyin of `name`, lower case: `屏总成` → `pzc pingzongcheng`.

    Latin letters and digits stay as they are; punctuation and spaces are dropped.
    """
    initials = _letters(lazy_pinyin(name, style=Style.FIRST_LETTER))
    full = _letters(lazy_pinyin(name))
    return f"{initials} {full}".strip()


def _letters(syllables: list[str]) -> str:
    return "".join(letter for letter in "".join(syllables).lower() if letter.isalnum())
