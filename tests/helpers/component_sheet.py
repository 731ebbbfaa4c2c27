"""Paint every component in both schemes to PNG, to be looked at beside the design's picture 10: ``python -m …``."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.field import BoundField, Box, Digits, Kind
from app.core.problem import Severity
from app.core.tables import CodeRow
from app.reference.match import Hit, Why
from app.ui import widgets as w
from app.ui.editors import (
    CodeEditor,
    DateEditor,
    FieldLabel,
    JoinedEditor,
    NumberEditor,
    SwitchesEditor,
    TextEditor,
)
from app.ui.editors.editor import Editor
from app.ui.theme import Choice, Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon

TODAY = date(2026, 11, 21)


class SampleCodes:
    """A handful of rows for every table; only to paint with."""

    rows = (
        CodeRow("", "0708", "甘其毛都海关", {"pinyin": "gan qi mao du hai guan"}),
        CodeRow(
            "", "MNG", "蒙古", {"pinyin": "meng gu", "old": "124", "iso2": "MN", "name_en": "Mongolia"}, as_of="2026-11"
        ),
        CodeRow("", "USA", "美国", {"pinyin": "mei guo", "name_en": "United States"}),
        CodeRow("", "UMI", "美国本土外小岛屿", {"pinyin": "mei guo ben tu wai xiao dao yu"}),
        CodeRow("", "1", "率"),
        CodeRow("", "2", "单价"),
        CodeRow("", "3", "总价"),
        CodeRow("", "USD", "美元"),
        CodeRow("", "035", "千克"),
    )

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        return next((row for row in self.rows if row.code == code), None)

    def complete(self, table: str) -> bool:
        return True

    def hits(self, table: str, text: str, limit: int = 50, on: date | None = None) -> Sequence[Hit]:
        wanted = text.lower()
        found = [
            Hit(row, Why.PREFIX, "code", (0, len(text))) for row in self.rows if row.code.lower().startswith(wanted)
        ]
        for row in self.rows:
            letters = "".join(one[0] for one in row.values.get("pinyin", "").split())
            if wanted and letters.startswith(wanted):
                found.append(Hit(row, Why.INITIALS, "name", (0, len(text))))
        return found[:limit]

    def remember(self, table: str, code: str) -> None:
        """Forget it at once."""


def _joined(*names: tuple[str, Kind]) -> JoinedEditor:
    fields = [
        BoundField(name, name, Box(name, name, table="t"), kind, (name,), digits=Digits(19, 5)) for name, kind in names
    ]
    return JoinedEditor(fields, SampleCodes())


def _charge(mark: str, rate: str, currency: str, severity: Severity | None = None) -> JoinedEditor:
    editor = _joined(("mark", Kind.CODE), ("rate", Kind.DECIMAL), ("currency", Kind.CODE))
    for part, text in zip(editor.parts, (mark, rate, currency), strict=True):
        part.set_text(text)
    editor.parts[1].set_state(severity)
    return editor


def _with(editor: Editor, text: str = "", severity: Severity | None = None, unit: str = "", hint: str = "") -> None:
    editor.set_text(text)
    editor.set_state(severity)
    editor.set_unit(unit)
    editor.set_hint(hint)


class Sheet(QWidget):
    """The page with all components."""

    def __init__(self) -> None:
        super().__init__()
        self.focused = TextEditor()
        self.code = CodeEditor(SampleCodes(), "t")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        for part in (self._fields(), self._states(), self._types(), self._issue(), self._flow()):
            column.addWidget(part)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.APP))
        painter.end()

    def _fields(self) -> QWidget:
        search = SampleCodes()
        plain, required, wrong, odd = TextEditor(), TextEditor(), NumberEditor(), NumberEditor()
        locked, day, amount, bad = (
            CodeEditor(search, "t"),
            DateEditor(lambda: TODAY),
            NumberEditor(),
            CodeEditor(search, "t"),
        )
        office, off, switches = (
            CodeEditor(search, "t"),
            TextEditor(),
            SwitchesEditor(("特殊关系", "价格影响", "特许权费")),
        )
        _with(plain, "GQ-TT2026-1107")
        _with(self.focused, "GQ-TT2026-1107")
        _with(office, "0708")
        _with(required, hint="海关监管场所")
        required.set_required(True)
        _with(wrong, "4329730", Severity.ERROR, "千克")
        _with(odd, "1.20", Severity.WARNING, "USD")
        _with(locked, "0708")
        locked.set_read_only(True)
        _with(day, "20261121")
        _with(amount, "1286.400", None, "吨")
        _with(self.code, "MNG")
        _with(bad, "9XX")
        _with(off, "不适用")
        off.setEnabled(False)
        switches.set_text("109")
        quantity = _joined(("quantity", Kind.DECIMAL), ("unit", Kind.CODE))
        quantity.parts[0].set_text("1286400")
        quantity.parts[1].set_text("035")
        rows: list[tuple[str, TextEditor | NumberEditor | CodeEditor | DateEditor | JoinedEditor]] = [
            ("常态", plain),
            ("聚焦", self.focused),
            ("代码", office),
            ("必填未填", required),
            ("出错", wrong),
            ("留意", odd),
            ("只读", locked),
            ("日期", day),
            ("数量单位", amount),
            ("代码聚焦", self.code),
            ("代码出错", bad),
            ("停用", off),
            ("运费", _charge("2", "1.20", "USD", Severity.WARNING)),
            ("保险费", _charge("1", "0.3000", "")),
            ("法定数量", quantity),
        ]
        card = w.Card("字段状态", "格高 26 行距 30")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for number, (words, editor) in enumerate(rows):
            line, place = divmod(number, 3)
            grid.addWidget(FieldLabel(words, editor), line, place * 2)
            grid.addWidget(editor, line, place * 2 + 1)
        grid.addWidget(FieldLabel("价格说明", switches), 5, 0)
        grid.addWidget(switches, 5, 1, 1, 3)
        card.body.addLayout(grid)
        return card

    def _states(self) -> QWidget:
        card = w.Card("状态标签")
        card.body.addLayout(
            _line(
                w.Chip("草稿", Tone.NEU),
                w.Chip("待发", Tone.WARN, Icon.SEND),
                w.Chip("已申报", Tone.INFO),
                w.Chip("查验", Tone.VIO),
                w.Chip("允许提离", Tone.TEAL),
                w.Chip("放行", Tone.OK),
                w.Chip("有问题", Tone.ERR, Icon.CIRCLE_X),
                w.Chip("退单", Tone.ERR, Icon.UNDO_2),
            )
        )
        off = w.Button("批量申报", w.ButtonLook.SECONDARY, Icon.SEND)
        off.setEnabled(False)
        card.body.addLayout(
            _line(
                w.Button("申报", w.ButtonLook.PRIMARY, Icon.SEND, "F10"),
                w.Button("校验", w.ButtonLook.SECONDARY, Icon.SHIELD_CHECK, "F9"),
                w.Button("复制", w.ButtonLook.PLAIN, Icon.COPY),
                w.Button("完整申报", w.ButtonLook.SOFT),
                w.Button("作废", w.ButtonLook.DANGER, Icon.TRASH_2),
                off,
                w.Button("清除筛选", w.ButtonLook.LINK),
            )
        )
        rings = [w.DeadlineRing(w.Rest(days, "12-02 24:00")) for days in (13, 6, 4, 2)]
        late = w.DeadlineRing(w.Rest(0, "12-02 24:00", overdue=True))
        bar = w.Bar(0.7, Tone.INFO, "七成")
        bar.setFixedWidth(110)
        on, off_box = w.CheckBox("已选"), w.CheckBox("未选")
        on.setChecked(True)
        words = w.Label("逾期", Font.SMALL_STRONG, Token.ERR_TEXT)
        card.body.addLayout(_line(*rings, late, words, bar, w.Keycap("Ctrl K"), on, off_box))
        parts = [
            w.Part("all", "全部", 214),
            w.Part("draft", "草稿", 12, Tone.NEU),
            w.Part("bad", "有问题", 3, Tone.ERR),
        ]
        card.body.addLayout(_line(w.Segmented(parts), w.SearchBox("单号、车牌、企业、商品", "/")))
        return card

    def _types(self) -> QWidget:
        card = w.Card()
        for words, kind in (
            ("今天", Font.GREETING),
            ("进口货物报关单", Font.TITLE),
            ("两步申报时限", Font.CARD),
            ("0708 2701121000 1,286.400", Font.CODE),
            ("巴彦淖尔市宏远能源有限公司", Font.BODY),
        ):
            card.body.addWidget(w.Label(words, kind))
        card.body.addWidget(w.Label("自运输工具申报进境之日起 14 日内", Font.SMALL, Token.T2))
        card.body.addWidget(_Icons())
        return card

    def _issue(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        first = w.IssueCard(
            Severity.ERROR,
            "净重大于毛重",
            "净重 4,329,730 千克，毛重 4,326,730 千克。请核对过磅单，净重不应超过毛重。",
            "改为 4,326,730",
            "包装 · 净重",
        )
        first.set_current(True)
        second = w.IssueCard(
            Severity.WARNING,
            "运费低于近期水平",
            "每吨 1.20 美元，近 30 天同线路均值 6.85 美元。",
            "忽略…",
            "费用 · 运费",
        )
        line.addWidget(first)
        line.addWidget(second)
        return row

    def _flow(self) -> QWidget:
        card = w.Card("全部回执", "新的在上")
        ribbon = w.StageRibbon()
        stages = [
            w.Stage("概要申报", "11-18 09:42", w.Progress.DONE),
            w.Stage("允许提离", "11-18 10:05", w.Progress.DONE),
            w.Stage("完整申报", "进行中", w.Progress.NOW),
            w.Stage("放行", "待海关"),
        ]
        ribbon.show_stages(stages, w.Rest(11, "12-02 24:00"), "天内完成完整申报")
        card.body.addWidget(ribbon)
        card.body.addWidget(
            w.Steps(
                [
                    w.Step("申报", "11-20 16:02", w.Progress.DONE),
                    w.Step("入库", "16:02", w.Progress.DONE),
                    w.Step("查验", "进行中", w.Progress.NOW, Tone.VIO),
                    w.Step("放行"),
                ]
            )
        )
        card.body.addWidget(
            w.Timeline(
                [
                    w.Entry(
                        "14:06:12",
                        "11-21",
                        "查验通知",
                        "布控指令 人工查验，查验场地 3 号位",
                        "QC-0708",
                        Icon.SCAN_SEARCH,
                        Tone.VIO,
                    ),
                    w.Entry("16:02:55", "11-20", "海关入库成功", "取得海关编号", "ENT-J-5520", Icon.DATABASE, Tone.OK),
                    w.Entry("16:02:29", "11-20", "签名并发送", "李娜", "本机", Icon.SEND),
                ]
            )
        )
        card.body.addWidget(
            w.QueueRow(
                w.Sending(
                    "未送达",
                    Tone.ERR,
                    Icon.CIRCLE_X,
                    "修改 甘其毛都 炼焦煤 0031",
                    "改单 附件 2 份",
                    0.4,
                    "附件超过 4 MB，压缩后重发",
                    "13:58:02",
                )
            )
        )
        return card


class _Icons(QWidget):
    """The icons with a fixed meaning."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = (
            Icon.TRUCK,
            Icon.TRAM_FRONT,
            Icon.SEND,
            Icon.SCAN_SEARCH,
            Icon.CIRCLE_CHECK,
            Icon.CIRCLE_X,
            Icon.TRIANGLE_ALERT,
            Icon.INBOX,
            Icon.USERS,
            Icon.ID_CARD,
            Icon.LAYERS,
            Icon.GIT_COMPARE,
            Icon.CLOUD_OFF,
            Icon.PRINTER,
        )
        for number, icon in enumerate(shown):
            draw_icon(painter, QPoint(number * 36, 2).toPointF(), icon, 20, Token.T2)
        painter.end()


def _line(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def grab(widget: QWidget, scale: float) -> QPixmap:
    """Paint a shown widget at a device scale."""
    pixmap = QPixmap(widget.size() * scale)
    pixmap.setDevicePixelRatio(scale)
    widget.render(pixmap)
    return pixmap


def main(folder: Path) -> None:
    """Write one picture per scheme and scale."""
    app = QApplication.instance() or QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    theme().install()
    for choice in (Choice.LIGHT, Choice.DARK):
        theme().choose(choice)
        sheet = Sheet()
        sheet.resize(900, 1080)
        sheet.show()
        sheet.activateWindow()
        sheet.focused.take_focus()
        sheet.focused.end(False)
        app.processEvents()
        for scale in (1, 2):
            grab(sheet, scale).save(str(folder / f"components-{choice.value}-{scale}x.png"))
        sheet.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/components"))
