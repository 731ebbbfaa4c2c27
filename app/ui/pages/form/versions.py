"""The versions of the open declaration: what F12 compares with, checkpoints, and the bar after a crash."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.draft import Draft
from app.core.path import rows_of
from app.declarations.amendment import differences
from app.ui.messages import Trouble, TroubleBar
from app.ui.models.document import DraftDocument
from app.ui.models.page_order import goods_section
from app.ui.models.restoring import restore
from app.ui.pages.alive import while_alive
from app.ui.pages.checkpoint_service import Version
from app.ui.pages.form.compare_view import CompareView
from app.ui.pages.form.filing import Said
from app.ui.pages.services import DraftService, OpenedDraft
from app.ui.pages.template_service import Template
from app.ui.theme import Tone

RECOVERED = "recovered"
NO_LINE = Said("把光标放到商品行里，再按历史填写", Tone.INFO)
NO_HISTORY = Said("还没有申报过这个商品编号", Tone.INFO)
KEPT = Said("已存检查点，F12 可随时对比和恢复", Tone.OK)


class Versions(QObject):
    """``said(Said)`` for a notice; ``jump_asked(path)`` from the comparison to a field."""

    said = Signal(object)
    jump_asked = Signal(str)

    def __init__(
        self, page: QWidget, opened: OpenedDraft, document: DraftDocument, drafts: DraftService, clock: Clock
    ) -> None:
        super().__init__(page)
        self._page, self._id, self._document, self._drafts, self._clock = page, opened.id, document, drafts, clock
        self._started = opened.started
        self._first = opened.draft.copy()
        self._opened_at = clock.now()
        self._left: Version | None = None

    def watch(self, troubles: TroubleBar) -> None:
        """Note that the draft is open, and tell if the program ended in a crash while it was open before."""
        kept = self._drafts.checkpoints
        if kept is not None:
            kept.opened(self._id, while_alive(self, lambda left: self._tell(troubles, left)), lambda _sentence: None)

    def close(self) -> None:
        """Note that the draft is closed as it should be."""
        if self._drafts.checkpoints is not None:
            self._drafts.checkpoints.closed(self._id)

    def compare(self) -> None:
        """Show the versions beside what stands (F12)."""
        self._bring("")

    def compare_template(self) -> None:
        """Show the template first."""
        self._bring("模板")

    def fill_from_history(self, path: str) -> None:
        """Show earlier lines of the same article beside the one at ``path``, to take values from."""
        kept, rows = self._drafts.checkpoints, rows_of(path)
        goods = goods_section(self._document.form).rows
        if kept is None or not rows or not path.startswith(f"{goods}["):
            self.said.emit(NO_LINE)
            return
        show = while_alive(self, self._show_lines)
        kept.earlier(self._id, self._document.draft, rows[0], show, while_alive(self, self._failed))

    def keep(self, name: str) -> Version:
        """Store a checkpoint of what stands and return it; without a name the program keeps it for itself."""
        kept = self._drafts.checkpoints
        if kept is not None:
            done = while_alive(self, lambda _none: self.said.emit(KEPT) if name else None)
            kept.keep(self._id, name, self._document.draft, done, while_alive(self, self._failed))
        return Version(f"检查点 {name}".strip(), self._clock.now(), self._document.draft.copy())

    # -- inside ------------------------------------------------------------------------------------------------

    def _bring(self, first: str) -> None:
        """Gather the versions there are, the template among them, and show them."""
        kept, templates = self._drafts.checkpoints, self._drafts.templates
        own = self._own()

        def with_template(found: Sequence[Version]) -> None:
            if self._started is None or templates is None:
                self._show([*own, *found], first)
                return

            def with_all(template: Template) -> None:
                shown = Version(f"模板 {template.name}", self._opened_at, self._filled_like(template))
                self._show([*own, *found, shown], first)

            without = while_alive(self, lambda _sentence: self._show([*own, *found], first))
            templates.load(self._started.template_id, while_alive(self, with_all), without)

        if kept is None:
            with_template(())
        else:
            kept.versions(self._id, while_alive(self, with_template), while_alive(self, self._failed))

    def _own(self) -> list[Version]:
        """Return what is known without asking anybody: the draft at opening, and what was declared of it."""
        found = [self._left] if self._left is not None else []
        found.append(Version("打开时", self._opened_at, self._first))
        declared = self._document.draft.declared
        if declared:
            sent = self._document.draft.copy()
            for path in list(sent.texts):
                sent.put(path, "")
            sent.update(declared)
            found.insert(0, Version("已申报的内容", self._opened_at, sent))
        return found

    def _filled_like(self, template: Template) -> Draft:
        """Return the template with the draft's own texts at its stops: they are no difference."""
        shown = template.draft.copy()
        for path in template.stops:
            if not path.startswith("facts."):
                shown.put(path, self._document.get(path))
        return shown

    def _show_lines(self, lines: Sequence[Version]) -> None:
        if lines:
            self._show(lines, "")
        else:
            self.said.emit(NO_HISTORY)

    def _show(self, versions: Sequence[Version], first: str) -> None:
        ranked = sorted(versions, key=lambda one: not (first and one.words.startswith(first)))
        view = CompareView(self._page.window(), self._document, ranked, self.keep)
        view.jump_asked.connect(self.jump_asked)

    def _tell(self, troubles: TroubleBar, left: Version | None) -> None:
        if left is None:
            return
        self._left = left
        count = len(differences(left.draft.texts, self._document.draft.texts, self._document.form))
        if not count:
            return
        sentence = f"上次没有正常关闭，内容留到最后一次自动保存，比 {left.at:%m-%d %H:%M} 打开时改了 {count} 处"

        def over(act: Callable[[], object]) -> Callable[[], None]:
            def do() -> None:
                troubles.over(RECOVERED)
                act()

            return do

        acts = (
            ("放弃这些改动", over(self._discard)),
            ("对比", over(self.compare)),
            ("接着填", over(lambda: None)),
        )
        troubles.tell(Trouble(RECOVERED, sentence, "", acts, Tone.INFO))

    def _discard(self) -> None:
        if self._left is not None:
            self.keep("")
            restore(self._document, self._left.draft, "")
            self.said.emit(Said("已回到上次打开时的内容，Ctrl Z 可以撤销", Tone.OK))

    def _failed(self, sentence: str) -> None:
        self.said.emit(Said(sentence, Tone.ERR))
