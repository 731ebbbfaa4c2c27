"""The 核对单: every change since the last print is marked with five signs and numbered as it is read."""

import pytest

import forms
from app.core.draft import Draft
from app.printing.proof import BLANK, OFF_PAPER, Options, Proof, Wording, around_difference, proof
from tests.app.printing.drafts import tables, with_lines
from tests.app.printing.paper import picture, words

pytestmark = pytest.mark.usefixtures("qapp")
WORDS = Wording("第 2 次打印", "与第 1 次打印比", "0 须改")
CHANGED = {"contract_number": "GQ-1107", "goods_place": "", "items[2].price": "121.40", "items[7].name": "洗中煤"}


def made(changes: dict[str, str], options: Options | None = None, lines: int = 8) -> Proof:
    draft = with_lines(lines)
    before = dict(draft.texts)
    for path, text in changes.items():
        draft.put(path, text)
    return proof(forms.load(draft.form), draft, tables(), before, WORDS, options or Options())


def test_changes_are_numbered_in_the_order_they_are_read() -> None:
    found = made(CHANGED).changes
    assert [one.number for one in found] == [1, 2, 3, 4]
    assert [(one.label, one.page) for one in found] == [
        ("货物存放地点", 0),
        ("合同协议号", 0),
        ("商品 3 单价", 0),
        ("商品 8 商品名称", 1),
    ]
    assert found[0].new == BLANK
    assert (found[2].old, found[2].new) == ("7002.0000", "121.40")


def test_a_changed_box_has_a_bar_a_ground_and_both_values() -> None:
    done = made({"contract_number": "GQ-1107"})
    area = done.changes[0].area
    assert area is not None
    page, plain = picture(done.pdf), picture(made({}).pdf)
    assert page.has_line_down(area.x + 0.4, area.y + 0.5, area.bottom - 0.5)
    middle = (area.y + area.height / 2, area.x + area.width - 12, area.x + area.width - 8)
    assert set(page.row(*middle)) != set(plain.row(*middle))  # the grey ground, which can be seen to be missing
    assert "GQ-1107" in words(done.pdf)[0] and "TM-2026-017" in words(done.pdf)[0]
    assert "TM-2026-017" not in words(made({"contract_number": "GQ-1107"}, Options(old_values=False)).pdf)[0]


def test_what_has_no_box_is_told_on_the_annex() -> None:
    done = made({"items[1].attributes": "24"})
    assert [(one.label, one.new, one.page) for one in done.changes] == [("商品 2 货物属性", "24", None)]
    assert f"{OFF_PAPER}商品2货物属性" in words(done.pdf)[-1]


def test_without_marks_or_an_earlier_print_nothing_is_marked() -> None:
    assert made(CHANGED, Options(marks=False)).changes == ()
    draft = with_lines(1)
    first = proof(forms.load(draft.form), draft, tables(), None, WORDS, Options())
    assert first.changes == ()
    assert "核对单不作报关凭证" in words(first.pdf)[0]


def test_a_change_in_value_alone_counts() -> None:
    assert made({"items[0].price": "7000.00"}).changes == ()


def test_a_new_line_is_marked_in_each_of_its_boxes() -> None:
    draft = with_lines(2)
    before = {path: text for path, text in draft.texts.items() if not path.startswith("items[1]")}
    found = proof(forms.load(draft.form), draft, tables(), before, WORDS, Options()).changes
    assert {one.label.partition(" ")[0] for one in found} == {"商品"}
    assert all(one.old == BLANK for one in found)


def test_each_line_has_a_box_to_tick() -> None:
    with_ticks, without = made({}, lines=3), made({}, Options(ticks=False), lines=3)
    assert picture(with_ticks.pdf).dots != picture(without.pdf).dots


def test_long_texts_are_told_by_where_they_differ() -> None:
    old = "0|3|" + "灰分10.5%|" * 9 + "粘结指数85"
    assert around_difference(old, old + "|新") == ("….5%|粘结指数85", "….5%|粘结指数85|新")
    assert around_difference("甲", "乙") == ("甲", "乙")


def test_an_unreadable_draft_prints_as_well() -> None:
    draft = Draft("import", "2026.1")
    draft.put("net_weight", "许多")
    made_of_it = proof(forms.load("import"), draft, tables(), {}, WORDS, Options())
    assert [one.new for one in made_of_it.changes] == ["许多"]
