"""A declaration type small enough to see through, with tables to match; it has every shape a real one has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated as A

from app.core.check import Checker
from app.core.draft import Draft
from app.core.field import Block, Box, Day, Digits, Max, Number, Section, Text, Whole
from app.core.form import Form, PageSection
from app.core.rules import Rule
from app.core.tables import CodeRow

TODAY = date(2026, 3, 2)


class Head(Section):
    """表头."""

    kind: A[Text, Max(4), Box("Kind", "种类", "head.1", "RR", keeps_space=True, default="  ")] = None
    name: A[Text, Max(10), Box("Name", "名称", "head.2", "RO", rule="N01")] = None
    weight: A[Number, Digits(8, 3), Box("Weight", "重量", "head.3", "R-", box=25)] = None
    count: A[Whole, Digits(4), Box("Count", "件数", "head.4", "OO", rule="C01")] = None
    day: A[Day, Box("Day", "日期", "head.5")] = None
    country: A[Text, Max(3), Box("Country", "国别", "head.6", "CC", "countries")] = None
    office: A[Text, Max(4), Box("Office", "关区", "head.7", "OO", "offices", rule="O01")] = None
    raw: A[Text, Box("Raw", "原文", verbatim=True)] = None


class Mark(Section):
    """唛头."""

    text: A[Text, Max(20), Box("Text", "唛头", "marks.1", "RR")] = None


class Line(Section):
    """商品."""

    number: A[Whole, Digits(4), Box("No", "项号", "lines.1", "RR", row_number=True)] = None
    weight: A[Number, Digits(8, 3), Box("LineWeight", "重量", "lines.2", "RR")] = None
    unit: A[Text, Max(3), Box("Unit", "单位", "lines.3", "OO", default="035")] = None
    marks: A[tuple[Mark, ...], Block("Marks/Mark", "唛头")] = ()


class Extra(Section):
    """附加."""

    note: A[Text, Max(20), Box("Note", "附言", "head.8", "RR")] = None
    other: A[Text, Max(20), Box("Other", "其他", "head.9")] = None


class Small(Section):
    """小报关单."""

    head: A[Head, Block("Head", inline=True, always=True)]
    items: A[tuple[Line, ...], Block("Lines/Line", "商品", always=True)]
    extra: A[Extra | None, Block("Extra")] = None


def small_form(*rules: Rule, direction: str = "I") -> Form:
    """Return the small form with the given rules."""
    sections = (PageSection("head", "表头"), PageSection("lines", "商品", "items"))
    return Form("small", "1", "小报关单", direction, Small, sections, rules)


@dataclass
class SmallTables:
    """Code tables held in a dict of dicts; those named in ``partial`` do not know every code."""

    tables: Mapping[str, Mapping[str, CodeRow]] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the row of a code if it is valid on the day."""
        found = self.tables.get(table, {}).get(code)
        return found if found is not None and (on is None or found.valid_on(on)) else None

    def complete(self, table: str) -> bool:
        """Tell whether the table knows every code."""
        return table not in self.partial

    def exists(self, table: str) -> bool:
        """Tell whether there is such a table."""
        return table in self.tables


TABLES = SmallTables(
    {
        "countries": {
            "MNG": CodeRow("countries", "MNG", "蒙古"),
            "SUN": CodeRow("countries", "SUN", "旧国名", until=date(2020, 12, 31)),
        },
        "offices": {"0708": CodeRow("offices", "0708", "乌拉特海关")},
    },
    frozenset({"offices"}),
)


def clean() -> Draft:
    """Return a draft of the small form that lacks nothing."""
    draft = Draft("small", "1")
    draft.update(
        {
            "kind": "  ",
            "name": "煤",
            "weight": "30",
            "items[0].number": "1",
            "items[0].weight": "10",
            "items[1].number": "2",
            "items[1].weight": "20",
        }
    )
    return draft


def checker(*rules: Rule, changes: Mapping[str, str] | None = None, direction: str = "I") -> Checker:
    """Return a checker of the clean draft with changes, under the given rules."""
    draft = clean()
    draft.update(changes or {})
    return Checker(small_form(*rules, direction=direction), draft, TABLES, TODAY)


def ids(one: Checker) -> list[str]:
    """Return the rule ids of the problems, in their order."""
    return [problem.rule for problem in one.problems()]
