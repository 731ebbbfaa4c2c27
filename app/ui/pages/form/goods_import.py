"""Opens the import page for the goods of an open form: by key, by a pasted block, by a dropped file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

import forms
from app.declarations.summary import client_of
from app.ui.keys import Act, bind
from app.ui.models.document import DraftDocument
from app.ui.models.import_sheet import rows_of
from app.ui.pages.alive import while_alive
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.form.goods_area import GoodsArea
from app.ui.pages.goods_import.import_page import ImportPage
from app.ui.pages.goods_import.task import ImportTask
from app.ui.theme import Tone
from app.work.goods_import import GoodsImport

Flush = Callable[[Callable[[], None]], object]
Say = Callable[[str, Tone], object]
OWN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class GoodsImporter(QObject):
    """``asked(ImportPage)`` hands a new page to whoever shows tabs; the keys of the goods are bound to the page."""

    asked = Signal(object)

    def __init__(
        self,
        page: QWidget,
        draft_id: str,
        goods: GoodsArea,
        document: DraftDocument,
        services: FormServices,
        flush: Flush,
        title: Callable[[], str],
        say: Say,
    ) -> None:
        super().__init__(page)
        self._id, self._document, self._services, self._flush = draft_id, document, services, flush
        self._goods, self._title = goods, title
        self._say = say
        document.drafts_wanted.connect(self._follow)
        acts: dict[str, Act] = {
            "import": self.ask_file,
            "goods.paste_sheet": self.take_clipboard,
            "goods.merge": self.merge_lines,
            "goods.bulk": goods.strips.open_bulk,
            "goods.replace": goods.strips.open_replace,
            "goods.open": lambda: goods.open_detail(True),
            "goods.close": lambda: goods.open_detail(False),
        }
        bind(page, acts, OWN)
        goods.grid.block_asked.connect(self.take_text)
        goods.grid.said.connect(lambda words: say(words, Tone.INFO))
        goods.merge_asked.connect(self.merge_lines)
        goods.paste_asked.connect(self.take_clipboard)
        goods.setAcceptDrops(True)
        goods.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file dropped on the goods."""
        if isinstance(event, QDropEvent) and watched is self._goods:
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if event.type() == QEvent.Type.DragEnter and files:
                event.acceptProposedAction()
                return True
            if event.type() == QEvent.Type.Drop and files:
                event.acceptProposedAction()
                self.take_file(files[0])
                return True
        return False

    def ask_file(self) -> None:
        """Import a file somebody names."""
        self._show(ImportPage.ask_file)

    def take_clipboard(self) -> None:
        """Import what is on the clipboard: a copied block or a copied file."""
        self._show(ImportPage.open_clipboard)

    def take_text(self, text: str) -> None:
        """Import a block that does not fit into the table."""
        self._show(lambda page: page.open_text(text))

    def merge_lines(self) -> None:
        """Merge the lines the draft has."""
        self._show(ImportPage.merge_own, rows_of(self._document.draft, forms.sheet_of_goods()))

    def take_file(self, path: Path) -> None:
        """Import a dropped file."""
        self._show(lambda page: page.open_file(path))

    def _follow(self, drafts: Sequence[str], there: bool) -> None:
        """Take the drafts of a split into the bin, or out of it, when its step is taken back or made again."""
        left = list(drafts)
        what = f"另存的 {len(left)} 票草稿已" + ("从回收站取回" if there else "移到回收站，Ctrl+Y 取回")

        def done(_none: None) -> None:
            left.pop()
            if not left:
                self._say(what, Tone.OK)

        def failed(sentence: str) -> None:
            self._say(f"另存的草稿没有跟着动：{sentence}", Tone.WARN)

        for draft_id in drafts:
            self._services.drafts.delete(draft_id, not there, while_alive(self, done), while_alive(self, failed))

    def _show(self, then: Callable[[ImportPage], object], own: Sequence[Mapping[str, str]] = ()) -> None:
        """Hand on a new page and do something with it; nothing where nothing may be changed.

        In one go: the keys that come behind are the page's, and the first letter of a path must not be lost.
        """
        if not self._document.locked:
            page = self._page(own)
            self.asked.emit(page)
            then(page)

    def _page(self, own: Sequence[Mapping[str, str]]) -> ImportPage:
        document, services, goods = self._document, self._services, forms.sheet_of_goods()
        form, section = document.form, f"{goods.section}[0]."
        currency = document.get(section + goods.currency).strip()
        task = ImportTask(
            document,
            self._id,
            goods,
            GoodsImport(form, goods, services.reference, currency),
            form.blocks[goods.section].block.most,
            client_of(document.draft),
            self._title().partition(" ")[2],
            "出口" if form.direction == "E" else "进口",
            "",
            services.drafts,
            services.memory,
            lambda: services.clock.now().date(),
            self._flush,
            own,
        )
        return ImportPage(task)
