"""Codes as strangers write them: by code, old code, name, another name; what is only like one is a guess."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Protocol

from app.core.tables import CodeRow, CodeTables
from app.reference.fold import fold
from app.reference.match import CODE_COLUMNS, NAME_COLUMNS, SEPARATOR
from app.sheets.goods.columns import Target
from app.sheets.goods.judged import Cell, State

_PIECES = re.compile(r"[\s()（）\[\]/／,，;；:：|_-]+")
_HS_NOISE = re.compile(r"[.\s\-·]+")
CLOSE = 4  # how many near ones are looked for


class SearchTables(CodeTables, Protocol):
    """Code tables that can be gone through and searched."""

    def codes(self, table: str) -> tuple[str, ...]: ...

    def search(self, table: str, text: str, limit: int = 50) -> list[CodeRow]: ...


class Decoder:
    """Decodes cells of code columns; what was decoded once is remembered."""

    def __init__(self, tables: SearchTables, aliases: Mapping[str, Mapping[str, str]], whole_code: str) -> None:
        """``whole_code`` names the table whose codes are long numbers, where a like one is offered and never taken."""
        self._tables, self._aliases, self._whole_code = tables, aliases, whole_code
        self._names: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[str, str], Cell] = {}

    def read(self, raw: str, target: Target) -> Cell:
        """Return the judged cell."""
        key = (target.table, raw)
        if key not in self._known:
            text = unicodedata.normalize("NFKC", raw).strip()
            whole = target.table == self._whole_code
            self._known[key] = self._number(raw, text, target) if whole else self._word(raw, text, target)
        return self._known[key]

    def _word(self, raw: str, text: str, target: Target) -> Cell:
        if not text:
            return Cell(raw)
        row = self._tables.row(target.table, text.upper()) or self._tables.row(target.table, text)
        if row is not None:
            return Cell(raw, row.code, State.PLAIN, row.name)
        for piece in dict.fromkeys((text, *_PIECES.split(text))):
            code = self._by_name(target.table, piece) if piece else ""
            if code:
                return self._found(raw, code, target)
        return self._like(raw, text, target)

    def _by_name(self, table: str, words: str) -> str:
        if table not in self._names:
            self._names[table] = _index(self._tables, table, self._aliases.get(table, {}))
        folded = fold(words).strip()
        return self._names[table].get(folded) or self._names[table].get(folded.rstrip("."), "")

    def _found(self, raw: str, code: str, target: Target) -> Cell:
        row = self._tables.row(target.table, code)
        name = row.name if row else ""
        return Cell(raw, code, State.FOUND, name, f"按代码表查出 {code} {name}")

    def _like(self, raw: str, text: str, target: Target) -> Cell:
        if target.shape and re.fullmatch(target.shape, text.upper()) and not self._tables.complete(target.table):
            return Cell(raw, text.upper())
        near = self._tables.search(target.table, text, CLOSE)
        if not near:
            return Cell(raw, state=State.BAD, why=f"没有“{text[:20]}”这个{target.words}")
        first, others = near[0], len(near) - 1
        also = f"，另有 {others} 个相近" if others else ""
        return Cell(raw, first.code, State.GUESS, first.name, f"“{text[:20]}”猜作 {first.code} {first.name}{also}")

    def _number(self, raw: str, text: str, target: Target) -> Cell:
        """Read a tariff number: ten digits, dots allowed; a shorter one names the like ones."""
        digits = _HS_NOISE.sub("", text).removesuffix(".0")
        if not digits:
            return Cell(raw)
        if not digits.isdecimal() or not digits.isascii():
            return Cell(raw, state=State.BAD, why=f"“{text[:20]}”不是{target.words}，应为 10 位数字")
        row = self._tables.row(target.table, digits)
        if row is not None:
            return Cell(raw, digits, State.PLAIN, row.name)
        if len(digits) == 10:
            if self._tables.complete(target.table):
                return self._near(raw, digits[:8], target, f"税则里没有 {digits}")
            return Cell(raw, digits)
        nought = self._tables.row(target.table, f"0{digits}") if len(digits) == 9 else None
        if nought is not None:
            why = "开头的 0 在表格里丢了，已补上"
            return Cell(raw, nought.code, State.GUESS, nought.name, why)
        return self._near(raw, digits, target, f"只有 {len(digits)} 位" if len(digits) < 10 else f"有 {len(digits)} 位")

    def _near(self, raw: str, beginning: str, target: Target, why: str) -> Cell:
        found = self._tables.search(target.table, beginning, CLOSE)
        like = [row for row in found if row.code.startswith(beginning) and len(row.code) == 10]
        if not like:
            return Cell(raw, state=State.BAD, why=why)
        evidence = "；".join(f"{row.code} {row.name}" for row in like[:2])
        return Cell(raw, state=State.BAD, why=f"{why}，近似 {len(like)} 个", evidence=evidence, offer=like[0].code)


def _index(tables: SearchTables, table: str, aliases: Mapping[str, str]) -> dict[str, str]:
    """Return ``name → code`` of a table: official names win over other names, these over old codes."""
    found: dict[str, str] = {}
    rows = [row for code in tables.codes(table) if (row := tables.row(table, code)) is not None]
    for row in rows:
        found.setdefault(fold(row.name), row.code)
    for row in rows:
        for column in NAME_COLUMNS:
            for part in row.values.get(column, "").split(SEPARATOR):
                if part:
                    found.setdefault(fold(part), row.code)
        for column in (*CODE_COLUMNS, "name_en"):
            if row.values.get(column):
                found.setdefault(fold(row.values[column]), row.code)
    for words, code in aliases.items():
        if tables.row(table, code) is not None:
            found.setdefault(fold(words), code)
    return found
