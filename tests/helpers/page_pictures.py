"""Paint every page with made-up work into PNGs, to be held against the design's pictures: ``python -m … [folder]``."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import forms
from app.core.draft import Mode
from app.declarations.inbox import NeedKind
from app.declarations.status import Status
from app.printing import official_pdf
from app.reference import load
from app.ui.pages.background import background
from app.ui.pages.lifecycle import Need, Next, NextStep
from app.ui.pages.list_page import ListPage
from app.ui.pages.preview_page import PreviewPage
from app.ui.pages.receipts_page import ReceiptsPage
from app.ui.pages.services import (
    CheckLine,
    Event,
    OpenedDraft,
    Preferences,
    QueueItem,
    ReceiptItem,
    Standing,
    Verdict,
)
from app.ui.pages.settings_page import SettingsPage
from app.ui.pages.workbench_page import WorkbenchPage
from app.ui.theme import Choice, Icon, theme
from app.ui.widgets import Rest
from app.ui.windows import Link, MainWindow, Page, RailItem
from app.ui.windows.main_window import Door
from tests.helpers import scenarios
from tests.helpers.ui_finding import FakeFinding
from tests.helpers.ui_lifecycle import FakeLifecycle, need
from tests.helpers.ui_services import (
    NOW,
    FakeDrafts,
    FakeLedger,
    FakeMemory,
    FakePrints,
    FakeRow,
    FakeSettings,
    FakeSubmissions,
    FixedClock,
    row,
)

TABLES = load()
CLOCK = FixedClock()
NOBODY = FakeDrafts()
WORK: tuple[tuple[Status, str, str, str, int, str, str, str, int | None], ...] = (
    (Status.DRAFT, "0708", "4", "炼焦煤", 7, "内蒙古测试煤业有限公司", "457670.12", "USD", 3),
    (Status.QUEUED, "0702", "3", "铁矿砂及其精矿", 1, "二连浩特测试矿产有限公司", "1204560", "USD", 0),
    (Status.RELEASED, "0609", "3", "樟子松原木", 12, "满洲里测试木业有限公司", "8466120", "RUB", None),
    (Status.INSPECTION, "0708", "4", "炼焦煤", 2, "内蒙古测试煤业有限公司", "288900.4", "USD", None),
    (Status.REJECTED, "0702", "3", "铜矿砂及其精矿", 1, "呼和浩特测试进出口有限公司", "3116204.88", "USD", 1),
    (Status.CONDITIONAL, "0708", "4", "炼焦煤", 3, "内蒙古测试煤业有限公司", "196420", "USD", None),
    (Status.TAX, "0705", "4", "铜精矿", 1, "呼和浩特测试进出口有限公司", "982300", "USD", None),
    (Status.SENT, "0708", "4", "其他烟煤", 4, "内蒙古测试煤业有限公司", "88214.5", "USD", None),
    (Status.DRAFT, "0603", "4", "落叶松板材", 8, "满洲里测试木业有限公司", "74310", "USD", 0),
    (Status.RELEASED, "0708", "4", "炼焦煤", 5, "内蒙古测试煤业有限公司", "402118.75", "USD", None),
    (Status.RELEASED, "0708", "4", "炼焦煤", 5, "内蒙古测试煤业有限公司", "398050.1", "USD", None),
    (Status.ACCEPTED, "0705", "4", "萤石", 1, "二连浩特测试矿产有限公司", "64800", "USD", None),
    (Status.DRAFT, "0708", "4", "", 0, "内蒙古测试煤业有限公司", "", "", None),
    (Status.CLOSED, "0609", "3", "落叶松板材", 6, "满洲里测试木业有限公司", "51960", "USD", None),
    (Status.UNKNOWN, "0609", "3", "樟子松原木", 12, "满洲里测试木业有限公司", "7905440", "RUB", None),
    (Status.REVIEWED, "0612", "4", "活马", 1, "东乌测试机械有限公司", "36000", "USD", None),
    (Status.CANCELLED, "0702", "3", "铁矿砂及其精矿", 1, "二连浩特测试矿产有限公司", "", "", None),
)


def _day(days: int) -> dict[str, Any]:
    day = NOW.date() + timedelta(days=days)
    return {"day": day, "left": days, "sentence": f"{day:%m-%d} 24:00 截止", "began": day - timedelta(days=14)}


LEFTS = {3: 9, 5: 4, 6: 2}  # days left by the number of a row
NEEDS = (
    need(3, NeedKind.ARRIVAL, day=NOW.date(), left=0, sentence="计划 03-02 到港，请确认进境日"),
    need(1, NeedKind.COMPLETE, lacking=9, **_day(2)),
    need(4, NeedKind.REJECTED, sentence="第 1 项净重大于毛重", goods="铜矿砂及其精矿 1 项"),
    need(2, NeedKind.COMPLETE, lacking=0, **_day(11)),
    need(5, NeedKind.TAX, sentence="税单已出"),
)


def drafts() -> FakeDrafts:
    """Return a day's work and a long tail behind it."""
    return FakeDrafts([_listed(number) for number in range(214)])


def _listed(number: int) -> FakeRow:
    status, port, vehicle, goods, count, trader, total, currency, errors = WORK[number % len(WORK)]
    made = row(
        number,
        status,
        port=port,
        traffic_mode=vehicle,
        goods=goods,
        goods_count=count,
        trade_name=trader,
        total=total,
        currency=currency,
        errors=errors,
        mode=Mode.SUMMARY if number in LEFTS else Mode.ONCE if number % 3 else Mode.ADVANCE,
        form="export" if number % 8 == 7 else "import",
    )
    if status not in (Status.DRAFT, Status.QUEUED, Status.UNKNOWN, Status.CANCELLED):
        made = replace(made, seq_no=f"I2026000070{number:07}")
    if status in (Status.RELEASED, Status.INSPECTION, Status.CONDITIONAL, Status.TAX, Status.CLOSED, Status.REVIEWED):
        made = replace(made, entry_id=f"{port}20261{number:09}")
    return replace(made, updated_at=NOW - timedelta(minutes=19 * number))


def list_page() -> ListPage:
    """Return the list with three rows ticked."""
    kept = drafts()
    page = ListPage(
        kept, FakeFinding(kept), submissions(), TABLES, CLOCK, FakeMemory(), _nothing, _nothing, _nothing, _nothing
    )
    lefts = {number: Rest(left, f"{NOW + timedelta(days=left):%m-%d} 24:00") for number, left in LEFTS.items()}
    page.model.show_rests({f"draft-{number}": rest for number, rest in lefts.items()})
    return page


def _nothing(*_key: object) -> None:
    """Stand for a window that opens documents."""


def _ticked(page: ListPage) -> None:
    page.table.go_to(4)
    for number in (9, 10, 13):
        page.model.toggle(number)


def _not_found(page: ListPage) -> None:
    page.show_state("inspection")
    page.search.setText("测TT 9902")
    page.show_text("测TT 9902")
    page.states.choose("inspection")


def _receipt(number: int, minutes: int, status: Status, title: str, no: str, about: str, note: str) -> ReceiptItem:
    at = NOW - timedelta(minutes=minutes)
    return ReceiptItem(f"receipt-{number}", f"draft-{number}", "P", title, note, no, status, at, number > 3, about)


def submissions() -> FakeSubmissions:
    """Return a queue, a day's receipts, and the life of a declaration under inspection."""
    made = FakeSubmissions()
    at = NOW - timedelta(minutes=1)
    made.waiting = [
        QueueItem(
            "draft-1", "进口 二关铁路 铁矿砂及其精矿", "PD260302000001TEST", Status.SENDING, "已签名，正在上传", 0.6, at
        ),
        QueueItem("draft-18", "进口 二关铁路 铁矿砂及其精矿", "PD260302000018TEST", Status.QUEUED, "排第 2", 0.1, at),
        QueueItem("draft-14", "进口 满铁路 樟子松原木", "PD260302000014TEST", Status.UNKNOWN, "14:05 再核实", 0.7, at),
        QueueItem(
            "draft-99",
            "出口 乌拉特海关 其他烟煤",
            "PD260302000099TEST",
            Status.PARKED,
            "请到单一窗口网页核实",
            0.7,
            at,
            True,
        ),
    ]
    rows = (
        (Status.RELEASED, "放行", "060920261000000002", "满洲里车站海关  樟子松原木 12 项  满洲里测试木业有限公司", ""),
        (
            Status.INSPECTION,
            "查验通知",
            "070820261000000003",
            "乌拉特海关  炼焦煤 2 项  内蒙古测试煤业有限公司",
            "布控指令：人工查验",
        ),
        (Status.REJECTED, "退单", "I20260000700000004", "二关铁路  铜矿砂及其精矿 1 项", "净重大于毛重"),
        (Status.CONDITIONAL, "允许提离", "070820261000000005", "乌拉特海关  炼焦煤 3 项", ""),
        (Status.TAX, "税单已出", "070520261000000006", "二关公路  铜精矿 1 项", "应缴 128,640.05 元"),
        (Status.ACCEPTED, "海关入库", "I20260000700000011", "二关公路  萤石 1 项", ""),
        (Status.CLOSED, "结关", "060920261000000013", "满洲里车站海关  落叶松板材 6 项", ""),
        (Status.REVIEWED, "审结", "061220261000000015", "阿尔山海关  活马 1 项", "审核通过，待货物运抵"),
    )
    made.kept = [_receipt(number, 12 + 23 * number, *rows[number % 8]) for number in range(60)]
    made.lives = {f"draft-{number}": _life(rows[number % 8][0]) for number in range(60)}
    made.standings = {f"draft-{n}": Standing(rows[n % 8][0], entry_id=rows[n % 8][2]) for n in range(60)}
    made.standings["draft-99"] = Standing(Status.PARKED)
    made.messages = {
        "receipt-1": '<?xml version="1.0" encoding="UTF-8"?>\n<DEC_DATA>\n  <CHANNEL>C</CHANNEL>\n</DEC_DATA>'
    }
    return made


def _life(status: Status) -> list[Event]:
    day = NOW - timedelta(days=1)
    steps = (
        (0, "新建草稿", "", "本机", "", None),
        (22, "校验通过", "0 须改  1 留意", "本机", "", None),
        (37, "签名并发送", "王测试", "本机", "", Status.SENDING),
        (38, "单一窗口接收", "统一编号 I20260000700000003", "7", "r1", Status.SENT),
        (39, "海关入库成功", "取得海关编号 070820261000000003", "L", "r2", Status.ACCEPTED),
        (77, "审结", "电子审单通过，待货物运抵", "J", "r3", Status.REVIEWED),
    )
    life = [Event(day + timedelta(minutes=m), *rest) for m, *rest in steps]
    if status not in (Status.SENT, Status.ACCEPTED, Status.REVIEWED):
        words = {Status.INSPECTION: ("查验通知", "布控指令：人工查验")}.get(status, ("回执", ""))
        life.append(Event(NOW - timedelta(minutes=35), *words, "P", "r4", status))
    return life[::-1]


def receipts_page() -> ReceiptsPage:
    """Return the receipts."""
    return _receipts(submissions())


def _receipts(service: FakeSubmissions) -> ReceiptsPage:
    life = FakeLifecycle()
    step = Next(NextStep.AMEND, "修改、撤销", lanes=True)
    life.steps = {one.draft_id: step for one in service.kept if one.status is Status.RELEASED}
    return ReceiptsPage(service, CLOCK, _nothing, life, _nothing, _nothing)


def preview_page() -> PreviewPage:
    """Return the preview of a coal declaration."""
    draft = scenarios.s01()
    folder = Path(tempfile.mkdtemp())
    form = forms.load("import")
    (folder / "page.pdf").write_bytes(official_pdf(form, draft, TABLES))
    opened = OpenedDraft("draft-0", form, draft, Status.SENT, "I20260000700000003", "070820261000000003")
    return PreviewPage("draft-0", drafts(), FakePrints(folder / "page.pdf"), _nothing, opened)


def workbench() -> WorkbenchPage:
    """Return the workbench of a full day."""
    return _bench(drafts(), submissions(), NEEDS)


def _bench(rows: FakeDrafts, sent: FakeSubmissions, needs: Sequence[Need] = ()) -> WorkbenchPage:
    life = FakeLifecycle()
    life.waiting = list(needs)
    return WorkbenchPage(rows, sent, TABLES, CLOCK, FakeMemory(), _nothing, _nothing, _nothing, life, _nothing)


def settings_page() -> SettingsPage:
    """Return the settings with one thing to mind."""
    lines = (
        CheckLine("单一窗口网关", Verdict.OK, "内置模拟网关，通，12 毫秒"),
        CheckLine("电脑时钟", Verdict.OK, "与网关相差 0.4 秒，允许 60 秒"),
        CheckLine("签名证书", Verdict.OK, "软件证书，有效至 2027-03-01"),
        CheckLine("磁盘", Verdict.WARN, "剩 6.2 GB，低于 10 GB"),
        CheckLine("数据库", Verdict.OK, "完整，214 票"),
        CheckLine("代码表", Verdict.WARN, "关区表 2022-06-30，超过一年未更新"),
        CheckLine("发送队列", Verdict.OK, "2 份待发，无未知结果"),
        CheckLine("打印字体", Verdict.BAD, "缺少中文字体，打印件会缺字"),
    )
    profile = {"a": "内蒙古测试煤业有限公司", "b": "91150824MA0TE5T16Y", "c": "王测试"}
    fields = [("a", "申报单位名称"), ("b", "申报单位统一社会信用代码"), ("c", "报关人员"), ("d", "报关人员证号")]
    return SettingsPage(FakeSettings(Preferences(profile=profile), lines), FakeLedger(), CLOCK, fields)


def _drawn(page: Any) -> None:
    background().wait()
    QApplication.processEvents()
    QTest.qWait(300)
    background().wait()


def _saving(page: Any) -> None:
    _drawn(page)
    page.paper.magnify(2)
    _drawn(page)
    page.ask_save()


SHOTS: dict[str, tuple[str, Callable[[], Page], Callable[[Any], object]]] = {}


def shot(name: str, key: str, make: Callable[[], Page], then: Callable[[Any], object] = lambda page: None) -> None:
    """Add a picture: a page of the rail ``key`` and what to do with it first."""
    SHOTS[name] = (key, make, then)


shot("list", "list", list_page)
shot("list-ticked", "list", list_page, _ticked)
shot("list-empty", "list", list_page, _not_found)
shot(
    "list-first",
    "list",
    lambda: ListPage(
        NOBODY, FakeFinding(NOBODY), submissions(), TABLES, CLOCK, FakeMemory(), _nothing, _nothing, _nothing, _nothing
    ),
)
shot("list-new", "list", list_page, lambda page: page.ask_new())


shot("receipts", "receipts", receipts_page, lambda page: page.table.go_to(1))
shot("receipts-rejected", "receipts", receipts_page, lambda page: page.table.go_to(2))
shot("receipts-parked", "receipts", receipts_page, lambda page: (page.queue.setFocus(), page.queue.go_to(3)))
shot("receipts-text", "receipts", receipts_page, lambda page: (page.table.go_to(1), page._toggle_original()))
shot("receipts-none", "receipts", lambda: _receipts(FakeSubmissions()))


shot("preview", "list", preview_page, _drawn)
shot("preview-save", "list", preview_page, _saving)


shot("bench", "home", workbench)
shot(
    "bench-empty",
    "home",
    lambda: _bench(FakeDrafts(), FakeSubmissions()),
)


shot("settings", "settings", settings_page)
shot("settings-look", "settings", settings_page, lambda page: page.nav.choose("look"))
shot("settings-gateway", "settings", settings_page, lambda page: page.nav.choose("gateway"))
shot("settings-profile", "settings", settings_page, lambda page: page.nav.choose("profile"))


def window(key: str, make: Callable[[], Page]) -> MainWindow:
    """Return the window with one page in front."""
    items = (
        RailItem("home", "工作台", Icon.LAYOUT_DASHBOARD),
        RailItem("list", "单证", Icon.FILES),
        RailItem("receipts", "回执", Icon.INBOX),
        RailItem("settings", "设置", Icon.SETTINGS, at_foot=True),
    )
    made = MainWindow([Door(item, make, is_home=item.key == key) for item in items])
    made.rail.set_count("receipts", 4)
    made.status.show_link(Link.ONLINE, "在线 · 内置模拟网关")
    made.status.show_queue(2)
    made.status.show_operator("操作员 王测试")
    made.top.show_operator("王测试")
    return made


def paint(folder: Path, name: str, scheme: Choice, size: QSize, scale: float) -> None:
    """Write one picture."""
    key, make, then = SHOTS[name]
    theme().choose(scheme)
    made = window(key, make)
    made.resize(size)
    made.show()
    made.activateWindow()
    page = made.page(key)
    QApplication.processEvents()
    page.activated()
    then(page)
    for _ in range(20):
        QApplication.processEvents()
    file = folder / f"{name}-{scheme.value}-{size.width()}x{size.height()}-{scale:g}x.png"
    grab(made, scale).save(str(file))
    made.close()
    made.deleteLater()


def grab(widget: QWidget, scale: float) -> QPixmap:
    """Paint a shown widget at a device scale."""
    pixmap = QPixmap(widget.size() * scale)
    pixmap.setDevicePixelRatio(scale)
    widget.render(pixmap)
    return pixmap


def main(folder: Path, names: list[str]) -> None:
    """Write the pictures of the named pages, or of all."""
    app = QApplication.instance() or QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    theme().install()
    began = datetime.now(NOW.tzinfo)
    for name in [one for one in SHOTS if not names or any(one.startswith(wanted) for wanted in names)]:
        paint(folder, name, Choice.LIGHT, QSize(1440, 900), 1)
        paint(folder, name, Choice.DARK, QSize(1440, 900), 1)
        paint(folder, name, Choice.LIGHT, QSize(1280, 720), 1)
        paint(folder, name, Choice.LIGHT, QSize(1440, 900), 2)
    app.processEvents()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}, {datetime.now(NOW.tzinfo) - began}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"), sys.argv[2:])
