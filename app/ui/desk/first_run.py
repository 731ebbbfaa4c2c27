"""The first start over the open desk: whether it is one, demo data, and where its choices lead; it shows no step."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from app.declarations.status import Status
from app.reference.reference import Installed
from app.ui.desk.furniture import Desk
from app.ui.desk.guided import Guided
from app.ui.pages.first_run_page import CARD, DEMO, FirstRun, FirstRunPage
from app.ui.pages.settings_page import SettingsPage
from app.ui.theme import Tone
from app.ui.theme.bundled import bundled
from app.ui.windows import MainWindow

KEPT = "first_run"
SAMPLES = ("S01", "S07", "S10", "S02b")
SETTINGS, SIGNING, GATEWAY = "settings", "signing", "gateway"


class FirstStart(QObject):
    """``page`` is what is shown, None before and after."""

    def __init__(self, window: MainWindow, desk: Desk, guided: Guided) -> None:
        super().__init__(window)
        self._window, self._desk, self._guided = window, desk, guided
        self._goes_to = ""
        self._read = 0
        self.page: FirstRunPage | None = None

    def begin(self, is_practice: bool = True) -> None:
        """Show the first start if it is one: nothing was ever stored here and nobody has been through it."""
        if self._desk.memory.get(KEPT):
            return

        def counted(counts: Mapping[Status, int]) -> None:
            if not counts and self.page is None:
                office, today = self._desk.office, self._desk.office.clock.now().date()
                # All tables are read for it: not in the window's thread.
                office.ask(lambda _connection: office.tables.status(today), show, lambda _sentence: None)

        def show(tables: Sequence[Installed]) -> None:
            if self.page is None:
                self._show(is_practice, tables)

        self._desk.drafts.counts(counted, lambda _sentence: None)

    def _show(self, is_practice: bool, tables: Sequence[Installed]) -> None:
        signing, upkeep = self._desk.signing, self._desk.upkeep
        signer = signing.state() if signing is not None else None
        newest = max((one.info.as_of for one in tables), default=None)
        told = f"{newest} 版，{len(tables)} 张表" if newest else "随程序带来"
        facts = FirstRun(
            f"{len(SAMPLES)} 票单证：公路、铁路、两步申报",
            signer.sentence.partition("，")[0] if signer is not None else "",
            signer is not None and signer.ready,
            told,
            "随程序带来，有更新时可导入",
            is_practice,
        )
        self.page = page = FirstRunPage(self._window, facts)
        page.started.connect(self._start)
        page.signed.connect(self._sign)
        page.gateway_asked.connect(self._to_gateway)
        page.tour_asked.connect(self._guided.begin)
        page.done.connect(self._done)
        if upkeep is not None:
            upkeep.slots(page.show_slots, lambda _sentence: None)
        page.begin()

    def _start(self, how: str) -> None:
        if how == DEMO:
            self._next([bundled("samples", f"{name}.json") for name in SAMPLES])

    def _next(self, files: Sequence[Path]) -> None:
        """Read the samples in one by one."""
        if not files:
            self._window.toast.say(f"已装入 {self._read} 票演示单证", Tone.OK)
            return

        def read(_draft_id: str) -> None:
            self._read += 1
            self._next(files[1:])

        self._desk.drafts.import_file(files[0], read, lambda words: self._window.toast.say(words, Tone.ERR))

    def _sign(self, kind: str) -> None:
        if kind == CARD:
            self._goes_to = SIGNING

    def _to_gateway(self) -> None:
        self._goes_to = GATEWAY
        if self.page is not None:
            self.page.leave()

    def _done(self) -> None:
        self.page = None
        self._desk.memory.put(KEPT, "done")
        if self._goes_to:
            self._window.go(SETTINGS)
            settings = self._window.page(SETTINGS)
            if isinstance(settings, SettingsPage):
                settings.nav.choose(self._goes_to)
        elif self._guided.card is None:
            self._window.turn_to(self._window.current())  # it gives the keyboard back to the page in front
