"""A declaration made anew after a rejection: its reasons stand at their fields, what was changed is told.

Before it is filed again the difference to the rejected version is shown once, and Enter sends it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

from app.core.path import pattern_of
from app.core.problem import Problem, Severity
from app.declarations.amendment import Change, differences
from app.ui.messages import Trouble
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.services import PointedAt
from app.ui.theme import Tone
from app.ui.widgets import Button

RULE, CHANGED, CONFIRM = "rejected", "rejected.changed", "rejected.confirm"
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Rejected:
    """The version that was sent back: its number, its texts, and what the rejection points at."""

    number: str
    texts: Mapping[str, str]
    reasons: tuple[PointedAt, ...]


def listed(changes: Sequence[Change]) -> str:
    """Return changes in words: what it was, what it is; the first few of many."""
    words = [f"{one.label} {one.old or '空'} → {one.new or '空'}" for one in changes[:MOST_NAMED]]
    more = f" 等 {len(changes)} 处" if len(changes) > MOST_NAMED else ""
    return "；".join(words) + more


class RejectedVersion(QObject):
    """Lives as long as the page of the new version."""

    def __init__(self, page: FormPage, rejected: Rejected) -> None:
        super().__init__(page)
        self._page, self._rejected = page, rejected
        self._identity = page.document.form.identity
        self._asked: tuple[Change, ...] = ()
        page.filing.stood.connect(self._tell)
        page.document.checked.connect(self._follow)
        page.filing.confirm = self._confirm
        self._tell()
        self._follow()

    def changes(self) -> tuple[Change, ...]:
        """Return what differs from the rejected version; numbers that are new each time do not count."""
        form = self._page.document.form
        now = {path: text for path, text in self._page.document.draft.filled() if path != self._identity}
        before = {path: text for path, text in self._rejected.texts.items() if path != self._identity}
        return tuple(one for one in differences(before, now, form) if not form.field(pattern_of(one.path)).box.assigned)

    def left(self) -> tuple[PointedAt, ...]:
        """Return the reasons whose field still holds what was rejected."""
        get, before = self._page.document.get, self._rejected.texts
        return tuple(one for one in self._rejected.reasons if one.path and get(one.path) == before.get(one.path, ""))

    # -- inside ------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Show the reasons that still hold as findings, with the value that was sent back."""
        if self._page.filing.standing.editable:
            self._page.document.tell([self._finding(one) for one in self.left()])

    def _finding(self, one: PointedAt) -> Problem:
        was = self._rejected.texts.get(one.path, "") or "空"
        words = one.words.removeprefix("退单").lstrip("：:，, ") or "海关退单指出此栏"
        return Problem(RULE, Severity.WARNING, one.path, f"{words}，原申报 {was}", "退单回执")

    def _follow(self) -> None:
        """Say what was changed since the rejection, what moved along with it, and what still stands."""
        changes, left = self.changes(), self.left()
        if self._is_asking() and changes == self._asked:
            return  # an answer that comes late must not take the question, and the keyboard with it
        pointed = {one.path for one in self._rejected.reasons}
        own = [one for one in changes if one.path in pointed]
        along = [one for one in changes if one.path not in pointed]
        if not changes:
            words = "、".join(dict.fromkeys(one.label or one.words for one in self._rejected.reasons))
            what = (
                f"上一版 {self._rejected.number} 被退单：{words}" if words else f"上一版 {self._rejected.number} 被退单"
            )
            self._say(Trouble(CHANGED, what, "改正后再申报", tone=Tone.ERR))
            return
        parts = [f"已改 {listed(own)}"] if own else []
        parts += [f"连带变化 {len(along)} 项：{'、'.join(one.label for one in along[:MOST_NAMED])}"] if along else []
        parts += [f"还有 {len(left)} 处未改"] if left else []
        self._say(Trouble(CHANGED, "，".join(parts), tone=Tone.WARN if left else Tone.OK))

    def _say(self, trouble: Trouble) -> None:
        known = self._page.troubles.current()
        if known is None or (known.key in (CHANGED, CONFIRM) and known.sentence != trouble.sentence):
            self._page.troubles.over(CONFIRM)
            self._page.troubles.tell(trouble)

    def _confirm(self, send: Callable[[], object]) -> bool:
        """Show the difference once before it goes; True: it waits for an answer."""
        if not self._page.filing.standing.editable:
            return False
        changes = self._asked = self.changes()
        what = f"与被退单的一版相比改了 {len(changes)} 处：{listed(changes)}" if changes else "与被退单的一版完全相同"
        go = ("申报新版", lambda: self._go(send))
        acts = (("再看看", lambda: self._page.troubles.over(CONFIRM)), go)
        self._page.troubles.tell(Trouble(CONFIRM, what, actions=acts, tone=Tone.INFO))
        QTimer.singleShot(0, self, self._to_last_button)
        return True

    def _is_asking(self) -> bool:
        known = self._page.troubles.current()
        return known is not None and known.key == CONFIRM

    def _to_last_button(self) -> None:
        buttons = [one for one in self._page.troubles.findChildren(Button) if one.isVisible()]
        if buttons:
            buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, send: Callable[[], object]) -> None:
        for key in (CONFIRM, CHANGED):
            self._page.troubles.over(key)
        self._page.walk.back()
        send()
