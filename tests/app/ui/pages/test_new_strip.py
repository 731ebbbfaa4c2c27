"""What to start is asked twice at most: the type, then a template, each found by a few letters."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.draft import Mode
from app.ui.editors import TextEditor
from app.ui.pages.new_strip import MODE_KEY, NewStrip
from app.ui.widgets.pick_box import PickBox
from tests.helpers.ui_services import FakeDrafts, FakeMemory
from tests.helpers.ui_templates import FakeTemplates, template_row

ROWS = (
    template_row(1, "宏远焦煤", "hyjm"),
    template_row(2, "河套焦煤", "htjm"),
    template_row(3, "宏远板材", "hybc", Mode.SUMMARY),
)


class Bench:
    """The strip in a window, over templates in memory."""

    def __init__(self, qtbot: QtBot) -> None:
        self.drafts, self.memory = FakeDrafts(), FakeMemory()
        self.templates = FakeTemplates(ROWS)
        self.drafts.templates = self.templates
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 700)
        column = QVBoxLayout(self.window)
        self.strip = NewStrip(self.drafts, self.memory)
        column.addWidget(self.strip)
        column.addStretch(1)
        self.started: list[str] = []
        self.strip.started.connect(self.started.append)
        with qtbot.waitActive(self.window):
            self.window.show()

    def press(self, keys: str) -> None:
        """Type letters; ``\\n`` is Enter."""
        for letter in keys:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)

    def template(self) -> PickBox:
        return self.strip.findChildren(PickBox)[1]


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    yield Bench(qtbot)


def test_two_letters_and_three_start_from_a_template(bench: Bench) -> None:
    bench.strip.ask()
    bench.press("tq\nhyj\n")
    assert bench.started == ["from-t-1"]
    assert bench.memory.get(MODE_KEY) == "advance"
    assert not bench.strip.isVisible()


def test_enter_alone_starts_without_a_template_what_was_started_last(bench: Bench) -> None:
    bench.strip.ask()
    bench.press("tq\n\n")
    assert bench.drafts.calls[-1] == ("new", "import", "advance")
    bench.strip.ask()
    bench.press("\n\n")
    assert bench.drafts.calls[-1] == ("new", "import", "advance")


def test_only_templates_of_the_type_and_mode_are_offered(bench: Bench) -> None:
    bench.strip.ask()
    bench.press("gy\n")
    assert bench.template().answers() == ["不用模板", "宏远板材"]
    bench.press("xyz")
    assert bench.template().answers() == []
    bench.press("\n")
    assert bench.started == [], "nothing answers: nothing is started"


def test_a_type_without_templates_starts_at_once(bench: Bench) -> None:
    bench.strip.ask()
    bench.press("yc\n")
    assert bench.drafts.calls == [("new", "import", "once")]


def test_boxes_for_letters_want_no_input_method(bench: Bench) -> None:
    for box in bench.strip.findChildren(PickBox):
        assert not box.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_del_twice_removes_the_current_template_and_no_other(bench: Bench) -> None:
    bench.strip.ask()
    bench.press("tq\n")
    box = bench.template()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert bench.templates.calls == [], "starting blank is no template"
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert bench.templates.calls == [], "it was asked of another one"
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert bench.templates.calls == [("remove", "t-2")]
    assert box.answers() == ["不用模板", "宏远焦煤"]
    QTest.keyClick(box, Qt.Key.Key_Down)
    for _ in range(2):
        QTest.keyClick(box, Qt.Key.Key_Delete)
    assert not box.isVisible()
    assert QApplication.focusWidget() is bench.strip.findChildren(PickBox)[0]


def test_f2_gives_the_current_template_another_name(bench: Bench) -> None:
    bench.strip.ask()
    bench.press("tq\n")
    box = bench.template()
    QTest.keyClick(box, Qt.Key.Key_F2)
    assert box.isVisible(), "starting blank has no name"
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_F2)
    name = QApplication.focusWidget()
    assert isinstance(name, TextEditor) and name.text() == "宏远焦煤" and not box.isVisible()
    name.setText("河套焦煤")
    bench.press("\n")
    assert bench.templates.calls == [] and name.isVisible(), "another has that name"
    name.setText("宏远焦煤 二连")
    bench.press("\n")
    assert bench.templates.calls == [("rename", "t-1", "宏远焦煤 二连")]
    assert box.hasFocus() and box.words() == "宏远焦煤 二连" and not name.isVisible()
    QTest.keyClick(box, Qt.Key.Key_F2)
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert box.hasFocus() and bench.started == []


@pytest.mark.parametrize(("typed", "begun"), [("tq\nhyj\n", "from-t-1"), ("tq\n\n", ""), ("gy\nhy\n", "from-t-3")])
def test_keys_that_come_before_the_templates_mean_the_same(bench: Bench, typed: str, begun: str) -> None:
    late: list[Callable[[], None]] = []
    bench.templates.late = late
    bench.strip.ask()
    bench.press(typed)
    assert bench.started == []
    late.pop()()
    assert bench.started == [begun or "draft-900"]
    assert not bench.strip.isVisible()


def test_a_type_without_templates_starts_as_soon_as_that_is_known(bench: Bench) -> None:
    late: list[Callable[[], None]] = []
    bench.templates.late = late
    bench.strip.ask()
    bench.press("yc\n")
    assert bench.drafts.calls == []
    late.pop()()
    assert bench.drafts.calls == [("new", "import", "once")]


def test_who_left_before_the_templates_came_starts_nothing(bench: Bench) -> None:
    late: list[Callable[[], None]] = []
    bench.templates.late = late
    bench.strip.ask()
    bench.press("tq\n\n")
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    late.pop()()
    assert bench.drafts.calls == []
    assert bench.started == []
