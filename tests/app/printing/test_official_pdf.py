"""The printed page as its reader finds it: every value there, each goods line once, fonts inside, nothing lost."""

import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

import forms
from app.core.draft import Draft
from app.core.field import Kind
from tests.app.printing.drafts import printed, scenario, tables, with_lines
from tests.app.printing.paper import embedded, words

pytestmark = pytest.mark.usefixtures("qapp")

ROOT = Path(__file__).resolve().parents[3]
# 填制规范: the customs code is printed only for those who have no 统一社会信用代码.
INSTEAD = {"trade_code", "owner_code", "agent_code"}
TITLE = {"import": "中华人民共和国海关进口货物报关单", "export": "中华人民共和国海关出口货物报关单"}


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def values(draft: Draft) -> list[str]:
    """What must be read on the page: raw texts of all numbered fields, and the names of their codes."""
    form, found = forms.load(draft.form), []
    for path, raw in draft.filled():
        bound = form.field(path)
        if not bound.box.box or bound.box.parts or path in INSTEAD:
            continue
        row = tables().row(bound.box.table, raw) if bound.kind is Kind.CODE else None
        if bound.box.table not in {"units", "currencies", "yes_no"} or row is None:
            found.append(raw)
        if row is not None and bound.box.table not in {"hs_codes", "fee_marks"}:
            found.append(row.name)
    return found


@pytest.mark.parametrize("name", ["S01", "S03", "S07", "S10"])
def test_every_value_is_printed_and_can_be_searched(name: str) -> None:
    draft = scenario(name)
    text = "".join(words(printed(draft)))
    assert [value for value in values(draft) if bare(value) not in text] == []
    assert TITLE[draft.form] in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed")
def test_another_reader_finds_the_values_too(tmp_path: Path) -> None:
    draft = scenario("S10")
    (tmp_path / "page.pdf").write_bytes(printed(draft))
    run = subprocess.run(["pdftotext", "-raw", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    text = bare(run.stdout.decode())
    assert [value for value in values(draft) if bare(value) not in text] == []


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler's pdffonts is not installed")
def test_fonts_are_embedded_for_another_reader_too(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(printed(scenario("S01")))
    run = subprocess.run(["pdffonts", "page.pdf"], cwd=tmp_path, capture_output=True, check=True, text=True)
    lines = run.stdout.splitlines()[2:]
    assert len(lines) == 2
    assert all(line.startswith("PortdeskSansSC-") and line.split()[-5] == "yes" for line in lines), run.stdout


def test_fonts_are_embedded() -> None:
    draft = scenario("S01")
    assert embedded(printed(draft)) == {"PortdeskSansSC-Regular": True, "PortdeskSansSC-Bold": True}
    draft.put("remark", "ภาษาไทย")  # from whatever other font this machine has
    assert all(embedded(printed(draft)).values())


@pytest.mark.parametrize(("lines", "pages"), [(0, 1), (1, 1), (6, 1), (7, 2), (17, 2), (18, 3), (50, 5)])
def test_goods_lines_take_their_pages_and_each_is_printed_once(lines: int, pages: int) -> None:
    text = words(printed(with_lines(lines)))
    assert len(text) == pages
    whole = "".join(text)
    for number in range(1, lines + 1):
        assert whole.count(f"货品{number:03d}号") == 1
        assert whole.count(f"{6999 + number}.0000") == 1
    for number, page in enumerate(text, 1):
        assert f"页码/页数：{number}/{pages}" in page
        assert page.count("PD2026030200001") == 1
        assert ("（续页）" in page) == (number > 1)
        assert "兹申明对以上内容承担如实申报、依法纳税之法律责任" in page
        assert ("运输工具名称及航次号" in page) == (number == 1)


def test_export_has_its_own_wording_and_the_countries_as_on_the_screen() -> None:
    text = "".join(words(printed(scenario("S07"))))
    for caption in (
        "境内发货人",
        "境外收货人",
        "出境关别",
        "出口日期",
        "生产销售单位",
        "运抵国（地区）",
        "指运港",
        "离境口岸",
    ):
        assert caption in text
    for caption in ("境内收货人", "进境关别", "消费使用单位", "经停港", "货物存放地点", "启运"):
        assert caption not in text
    # Drawn column by column: 原产国 before 最终目的国, as typed, not as the message swaps them.
    assert "中国（CHN）蒙古（MNG）" in text
    assert "特殊关系确认：价格影响确认：支付特许权使用费确认：公式定价确认：暂定价格确认：自报自缴：" in text


def test_what_an_export_page_has_no_box_for_goes_to_the_annex() -> None:
    draft = scenario("S07")
    draft.put("goods_place", "珠恩嘎达布其监管场所")
    first, annex = words(printed(draft))
    assert "珠恩嘎达布其监管场所" not in first
    assert "货物存放地点（本单无此栏）珠恩嘎达布其监管场所" in annex


def test_confirmations_say_yes_no_or_nothing() -> None:
    draft = scenario("S01")
    draft.put("price_statements", "10910")
    draft.put("tax_mark", "1")
    (text,) = words(printed(draft))
    assert "特殊关系确认：是价格影响确认：否支付特许权使用费确认：公式定价确认：是暂定价格确认：否自报自缴：是" in text


def test_a_unit_nobody_knows_is_not_read_as_part_of_the_figure() -> None:
    draft = scenario("S01")
    draft.put("items[0].unit", "999")
    assert "1980.5（999）" in words(printed(draft))[0]


def test_numbers_given_later_are_on_every_sheet() -> None:
    draft = with_lines(7)
    draft.put("seq_no", "I20260000000012345")
    draft.put("entry_number", "070820261000000123")
    for page in words(printed(draft)):
        assert "预录入编号：I20260000000012345海关编号：070820261000000123（乌拉特海关）仅供核对用" in page


def test_a_released_page_is_not_for_proof_only() -> None:
    assert "仅供核对用" not in words(printed(scenario("S01"), released=True))[0]


LONG = {
    "items[0].model": "收到基低位热值" * 60,
    "remark": "按规定填报" * 100,
    "overseas_consignor_name": "TEST MINING AND TRADING " * 20,
    "trade_name": "有限公司" * 80,
    "items[0].hs_code": "2701121000" * 30,
    "contract_number": "X" * 400,
    "entry_number": "0708" * 60,
    "entry_customs": "0708" * 60,
    "agent_name": "报关服务有限公司" * 20,
}


@pytest.mark.parametrize("path", LONG)
def test_a_text_too_long_for_its_box_is_whole_on_the_annex(path: str) -> None:
    draft = scenario("S01")
    draft.put(path, LONG[path])
    first, annex = words(printed(draft))
    assert "…" in first
    assert "（附页）" in annex
    assert bare(LONG[path]) in annex
    assert bare(LONG[path]) not in first


def test_what_stands_on_every_sheet_is_once_on_the_annex() -> None:
    draft = with_lines(7)
    draft.put("agent_name", LONG["agent_name"])
    first, second, annex = words(printed(draft))
    assert "…" in first
    assert "…" in second
    assert annex.count(LONG["agent_name"]) == 1


def test_a_very_long_text_goes_over_several_annexes() -> None:
    draft = scenario("S01")
    draft.put("mark_number", "".join(f"第{number}段。" for number in range(4000)))
    pages = words(printed(draft))
    annexes = "".join(re.sub(r"^.*?仅供核对用", "", page) for page in pages[1:])
    assert len(pages) > 3
    assert bare(draft.get("mark_number")) in annexes


def test_long_specifications_that_fit_when_small_need_no_annex() -> None:
    draft = scenario("S01")
    draft.put("items[0].model", "0|3|" + "主焦煤" * 45)
    (page,) = words(printed(draft))
    assert "0|3|" + "主焦煤" * 45 in page


@settings(max_examples=40)
@given(
    st.sampled_from(["import", "export"]),
    st.lists(st.tuples(st.integers(0, 10_000), st.text(max_size=80)), max_size=12),
    st.text(max_size=20),
)
def test_any_text_can_be_printed(form_id: str, texts: list[tuple[int, str]], status: str) -> None:
    form = forms.load(form_id)
    draft = form.new()
    patterns = [pattern for pattern, bound in form.fields.items() if bound.box.box]
    for place, raw in texts:
        draft.put(patterns[place % len(patterns)].replace("[]", f"[{place % 3}]"), raw)
    assert printed(draft, status_words=status).startswith(b"%PDF-")


@pytest.mark.parametrize("raw", ["9" * 5000, "1e999999999", "-" * 5000, "0." + "1" * 5000, "NaN", "Infinity"])
def test_any_figure_can_be_printed(raw: str) -> None:
    draft = scenario("S01")
    for path in ("gross_weight", "pack_count", "items[0].total", "items[0].manual_item", "ie_date"):
        draft.put(path, raw)
    assert bare(raw) in "".join(words(printed(draft)))


def test_worker_threads_may_print_while_the_window_runs(qapp: QApplication) -> None:
    draft, done = with_lines(7), dict[int, bytes]()
    workers = [threading.Thread(target=lambda n=n: done.update({n: printed(draft)})) for n in range(2)]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        qapp.processEvents()
    assert [len(words(done[number])) for number in range(2)] == [2, 2]


def test_without_an_application_printing_brings_its_own_and_ends_it() -> None:
    """As the command line does it, twice; a window can be opened afterwards; widgets and Qt itself come in late."""
    program = """
import sys
import app.printing
assert "PySide6" not in sys.modules
from tests.app.printing.drafts import printed, scenario
first, second = printed(scenario("S01")), printed(scenario("S07"))
assert first.startswith(b"%PDF") and second.startswith(b"%PDF")
assert "PySide6.QtWidgets" not in sys.modules
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("x")
label.show()
print("window", label.isVisible())
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (run.stdout, run.stderr, run.returncode) == ("window True\n", "", 0)


def test_only_the_main_thread_may_bring_an_application() -> None:
    program = """
import threading
from tests.app.printing.drafts import printed, scenario
caught = []
def work():
    try:
        printed(scenario("S01"))
    except RuntimeError as error:
        caught.append(str(error))
worker = threading.Thread(target=work)
worker.start()
worker.join()
print(caught)
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "may start one only in the main thread" in run.stdout


def test_fifty_lines_are_printed_in_no_time() -> None:
    draft = with_lines(50)
    printed(draft)
    spent = []
    for _ in range(5):
        begin = time.thread_time()
        printed(draft)
        spent.append(time.thread_time() - begin)
    assert min(spent) < 0.15
