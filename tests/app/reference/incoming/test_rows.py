"""Columns are recognised whatever their order and wording; a wrong cell is named with row, column and cure."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foreign.sheet import Sheet
from app.foreign.unusable import Unusable
from app.reference.catalogue import KNOWN
from app.reference.incoming.columns import header_key, map_columns, remembered_of
from app.reference.incoming.recognise import Told, recognise
from app.reference.incoming.rows import read_table

NOTHING = Told()
TITLES = {
    "code": ("代码", "商品编码", "HS Code", "code", "税则号列"),
    "name": ("名称", "中文名称", "商品名称", "name"),
    "name_en": ("英文名称", "name_en"),
    "since": ("生效日期", "启用日期", "since"),
    "until": ("失效日期", "until"),
    "successor": ("替代代码", "successor"),
    "unit1": ("法定第一单位", "第一单位", "unit1"),
    "marks": ("监管条件", "control_marks"),
}


def sheet(*lines: Sequence[str], stem: str = "units", first: int = 1) -> Sheet:
    return Sheet(f"{stem}.csv", stem, "", tuple(tuple(line) for line in lines), first)


@st.composite
def headers(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    columns = draw(st.permutations(sorted(TITLES)))
    kept = [column for column in columns if column in ("code", "name") or draw(st.booleans())]
    return kept, [draw(st.sampled_from(TITLES[column])) for column in kept]


@given(headers())
def test_any_order_and_wording_of_a_header_is_recognised(made: tuple[list[str], list[str]]) -> None:
    columns, titles = made
    assert list(map_columns(titles, KNOWN["units"]).names) == columns


@given(headers(), st.randoms(use_true_random=False))
def test_a_mapping_is_remembered_for_the_titles_in_any_order(made: tuple[list[str], list[str]], random: object) -> None:
    columns, titles = made
    remembered = remembered_of(titles, columns)
    order = list(range(len(titles)))
    random.shuffle(order)  # type: ignore[attr-defined]
    turned = [titles[at] for at in order]
    assert header_key(turned) == header_key(titles)
    assert list(map_columns(turned, KNOWN["units"], remembered).names) == [columns[at] for at in order]


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_no_cells_whatever_break_the_reader(lines: list[list[str]]) -> None:
    try:
        read_table(sheet(("代码", "名称", "失效日期"), *lines), KNOWN["units"])
    except Unusable as error:
        assert "units.csv" in str(error)


def test_a_title_line_above_the_header_is_passed_over() -> None:
    table = read_table(sheet(("计量单位代码表", ""), ("", ""), ("名称", "代码"), ("千克", "35")), KNOWN["units"])
    assert [(row.code, row.name, row.line) for row in table.rows] == [("035", "千克", 4)] and table.padded == 1


def test_days_successors_and_further_columns_are_kept() -> None:
    lines = (
        ("代码", "名称", "生效日期", "失效日期", "替代代码", "备注"),
        ("035", "千克", "2020/1/1", "20251231", "036", "旧"),
    )
    (row,) = read_table(sheet(*lines), KNOWN["units"]).rows
    assert (row.since, row.until, row.successor) == (date(2020, 1, 1), date(2025, 12, 31), "036")
    assert row.values == {"备注": "旧"} and row.key == ("035", "2020-01-01")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("035", ""), "第 2 行“名称”列名称是空的"),
        (("", "千克"), "第 2 行“代码”列代码是空的"),
        (("2.70112E+09", "煤"), "科学计数"),
        (("035", "千克", "昨天"), "第 2 行“失效日期”列“昨天”不是日期，应如 2026-01-01"),
        (("035", "千克", "2026-02-30"), "不是日期"),
    ],
)
def test_a_wrong_cell_is_named_with_its_cure(line: tuple[str, ...], words: str) -> None:
    with pytest.raises(Unusable, match=words):
        read_table(sheet(("代码", "名称", "失效日期"), line), KNOWN["units"])


def test_the_same_code_twice_is_one_row_or_a_contradiction() -> None:
    same = read_table(sheet(("代码", "名称"), ("035", "千克"), ("035", "千克")), KNOWN["units"])
    assert len(same.rows) == 1
    with pytest.raises(Unusable, match="第 2 行与第 3 行是同一代码 035"):
        read_table(sheet(("代码", "名称"), ("035", "千克"), ("035", "公斤")), KNOWN["units"])


def test_lost_noughts_of_tariff_numbers_and_dots_in_them() -> None:
    lines = (("商品编码", "商品名称"), ("101210010", "马"), ("2701.1210.00", "煤"), ("27011210", "炼焦煤"))
    table = read_table(sheet(*lines, stem="hs_codes"), KNOWN["hs_codes"])
    assert [row.code for row in table.rows] == ["0101210010", "2701121000", "27011210"]


def test_numbered_elements_are_in_the_order_of_the_catalogue() -> None:
    lines = (("商品编号", "商品名称", "申报要素"), ("2701121000", "炼焦煤", "1:品牌类型;2:出口享惠情况;3:灰分"))
    (row,) = read_table(sheet(*lines, stem="hs_codes"), KNOWN["hs_codes"]).rows
    assert row.values == {"elements": "品牌类型;出口享惠情况;灰分", "elements_ordered": "yes"}


def test_a_table_is_known_by_stem_title_or_what_somebody_told_before() -> None:
    nothing: dict[str, dict[str, dict[str, str]]] = {}

    def known_as(stem: str, told: Told = NOTHING, header: tuple[str, str] = ("代码", "名称")) -> str | None:
        found = recognise(sheet(header, ("035", "千克"), stem=stem), {}, told, lambda key: nothing.get(key, {}))
        if found is not None and found.remember is not None:
            nothing.setdefault(found.remember[0], {})[found.table.known.table] = dict(found.remember[1])
        return found.table.known.table if found else None

    assert known_as("units") == "units"
    assert known_as("2026年计量单位代码表") == "units"
    assert known_as("国别(地区)代码表") == "countries"
    assert known_as("下载") is None
    odd = Told("units", {"甲": "code", "乙": "name"})
    assert known_as("下载", odd, ("乙", "甲")) == "units"
    assert known_as("又一次下载", header=("甲", "乙")) == "units", "remembered for this set of titles, in any order"


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ("exchange_rates", ("币制代码", "币制", "汇率", "生效日期")),
        ("units", ("计量单位", "编号")),
        ("customs_offices", ("关区代码", "关区")),
        ("ports", ("国家", "港口代码", "港口")),
    ],
)
def test_names_may_stand_under_the_title_of_the_table(table: str, header: tuple[str, ...]) -> None:
    names = dict(zip(header, map_columns(header, KNOWN[table]).names, strict=True))
    assert [title for title, column in names.items() if column == "name"] == [
        title for title in header if title in ("币制", "计量单位", "关区", "港口")
    ]
    assert "code" in names.values()


def test_titles_told_stand_over_those_guessed() -> None:
    lines = (("代码", "新码", "名称"), ("035", "135", "千克"))
    found = recognise(sheet(*lines), {}, Told("", {"新码": "code"}), lambda _key: {})
    assert found is not None and [row.code for row in found.table.rows] == ["135"]
