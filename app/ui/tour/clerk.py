"""The hands and eyes of the tour: what a clerk does on any page, known by words and names; it knows no field."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.core.problem import Severity
from app.declarations.status import CHINESE, Status
from app.ui.pages.services import DraftService, ListedDraft, ListQuery, OpenedDraft, Standing, SubmissionService
from app.ui.tour.camera import Camera
from app.ui.tour.key_driver import KeyDriver
from app.ui.tour.meters import StallMeter
from app.ui.tour.variants import VARIANTS
from app.ui.tour.waiting import StepFailed, answer, rest, until
from app.ui.windows import MainWindow

MOST_TABS = 150
LOOK_AGAIN_MS = 50
BETWEEN_MS, STILL, GLANCES = 150, 2, 12  # glances at a window before its picture is taken; so many alike are enough
LONG_ENOUGH = 600  # looks at a standing, half a minute


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody before the window with a keyboard and no mouse; services are only read."""

    window: MainWindow
    keys: KeyDriver
    camera: Camera
    meter: StallMeter
    drafts: DraftService
    submissions: SubmissionService

    # -- looking -----------------------------------------------------------------------------------------------

    def path(self) -> str:
        """Return the path of the field that has the keyboard, empty where it is not in a field."""
        return self.keys.focused().objectName()

    def sees(self, words: str) -> bool:
        """Tell whether something in view is called, or called beginning with, these words."""
        with self.meter.paused():  # looking at a thousand widgets takes its time, and it is the tour's
            widgets = self.window.findChildren(QWidget)
            return any(one.isVisible() and one.accessibleName().startswith(words) for one in widgets)

    def sees_wrong(self, path: str) -> bool:
        """Tell whether a field in view is marked as one that must be changed."""
        with self.meter.paused():
            fields = [one for one in self.window.findChildren(QWidget, path) if one.isVisible()]
            return any(getattr(one, "severity", lambda: None)() is Severity.ERROR for one in fields)

    def wait_for(self, words: str) -> None:
        """Wait until something of this name is in view."""
        until(lambda: self.sees(words), f"画面上出现“{words}”")

    def picture(self, name: str) -> None:
        """Take a picture once notices are gone and answers have come; the time it takes is not the program's."""
        until(lambda: not self.window.toast.isVisible(), "短暂的提示消失")
        self._settle()
        QCoreApplication.processEvents()  # what the window still has to do is not the camera's time
        with self.meter.paused():
            self.camera.take(name)
            for other in VARIANTS.get(name, ()):
                with other.put_on(self.window):
                    if any(other.size):
                        self._settle()
                    self.camera.take(other.name, other.scale)
            if name in VARIANTS:
                QCoreApplication.processEvents()  # nobody in the hall changes look and size for a picture
        if any(any(other.size) for other in VARIANTS.get(name, ())):
            self._settle()

    def _settle(self) -> None:
        """Wait until the window looks the same for a while; what never stands still is taken as it is."""
        before, same = self._glance(), 0
        for _ in range(GLANCES):
            rest(BETWEEN_MS)
            now = self._glance()
            same = same + 1 if now == before else 0
            if same == STILL:
                return
            before = now

    def _glance(self) -> QImage:
        with self.meter.paused():
            return self.camera.glance()

    # -- moving ------------------------------------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Go to a page of the rail by its Alt key."""
        keys = self.window.rail.keys()
        if key not in keys:
            raise StepFailed(f"左侧没有页面“{key}”")
        self.keys.press(f"Alt+{keys.index(key) + 1}")
        self.wait_for_page(key)

    def wait_for_page(self, key: str) -> None:
        """Wait until a page is in front and has the keyboard."""
        until(lambda: self.window.current() == key, f"页面“{key}”在最前")
        widget = self.window.page(key).widget()
        until(lambda: widget.isAncestorOf(self.keys.focused()) or widget is self.keys.focused(), "键盘在该页面里")

    def turn_to(self, key: str) -> None:
        """Go to an open tab by Ctrl+Tab."""
        for _ in range(MOST_TABS):
            if self.window.current() == key:
                self.wait_for_page(key)
                return
            self.keys.press("Ctrl+Tab")
        raise StepFailed("Ctrl+Tab 走遍了各页，没有找到要去的那一页")

    def tab_to(self, fits: Callable[[QWidget], bool], what: str, key: str = "Tab") -> QWidget:
        """Go to the next thing that fits by Tab or Shift+Tab, and return it."""
        for _ in range(MOST_TABS):
            self.keys.press(key)
            if fits(self.keys.focused()):
                return self.keys.focused()
        raise StepFailed(f"按 {MOST_TABS} 次 {key} 没有走到{what}")

    def choose(self, words: str, back: str = "Left", on: str = "Right") -> None:
        """Choose a part of the row (or, with ``Up`` and ``Down``, the column) of choices that has the keyboard."""
        for key in (back, on):
            for _ in range(MOST_TABS):
                before = self.keys.focused().accessibleName()
                if before == words:
                    return
                self.keys.press(key)
                if self.keys.focused().accessibleName() == before:
                    break
        raise StepFailed(f"没有“{words}”可选")

    # -- asking the program --------------------------------------------------------------------------------------

    def rows(self) -> list[ListedDraft]:
        """Return all declarations, newest first."""
        return list(answer(partial(self.drafts.list, ListQuery()), "读取单证列表"))

    def load(self, draft_id: str) -> OpenedDraft:
        """Return a declaration as it is stored."""
        opened: OpenedDraft = answer(partial(self.drafts.load, draft_id), "读取单证")
        return opened

    def standing(self, draft_id: str) -> Standing:
        """Return where a declaration stands."""
        standing: Standing = answer(partial(self.submissions.standing, draft_id), "读取单证状态")
        return standing

    def wait_until_stands(self, draft_id: str, fits: Callable[[Status], bool], what: str) -> Standing:
        """Wait until a declaration stands where it should."""
        for _ in range(LONG_ENOUGH):
            standing = self.standing(draft_id)
            if fits(standing.status):
                return standing
            if standing.status is Status.REJECTED:
                raise StepFailed(f"没有等到{what}，被退单：{standing.sentence}")
            rest(LOOK_AGAIN_MS)
        raise StepFailed(f"没有等到{what}，仍是{CHINESE[self.standing(draft_id).status]}")
