"""Paint the pages of 边民互市 and of an imported goods sheet with made-up work: ``python -m … [folder] [names]``."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.border_trade.allocation import Strategy
from app.store.upgrade import open_database
from app.ui.pages.background import background
from app.ui.pages.goods_import.import_page import ImportPage
from app.ui.pages.lots.lot_page import LotPage
from app.ui.pages.lots.lots_page import LotsPage
from tests.gateway.running import START
from tests.helpers import page_pictures
from tests.helpers.clocks import FakeClock
from tests.helpers.import_pictures import opened
from tests.helpers.lots import TABLES, LotWork, card, invented, settle
from tests.helpers.page_pictures import shot
from tests.helpers.ui_lots import FakeLots

PEOPLE, LINES = 30, 60
Doing = Callable[[ImportPage], object]


def work(people: int = PEOPLE, quantity: str = "4320") -> LotWork:
    """Return a lot that is shared out, in a file of its own."""
    database = open_database(Path(tempfile.mkdtemp()) / "portdesk.db")
    clock = FakeClock(START)
    settle(database, invented(people), clock, without_mandate=frozenset({3}))
    made = LotWork(database, clock)
    made.prepare(quantity)
    made.do(lambda connection: made.desk.divide(connection, Strategy.EQUAL))
    return made


def lot_page() -> LotPage:
    """Return a lot with one person over the limit."""
    made = work()
    over = made.view().rows[2].share.id
    made.do(lambda connection: made.desk.set_quantity(connection, over, 200_000))
    return LotPage(made.desk.lot_id, FakeLots(made), TABLES, made.clock)


def _confirm(page: LotPage) -> None:
    """Hold two cards before the reader and leave the box for the next open."""
    made = page._service.work if isinstance(page._service, FakeLots) else work()
    for number in (0, 1):
        made.do(partial(_tap, made, card(number)))
    page.activated()


def _tap(made: LotWork, typed: str, connection: object) -> object:
    return made.desk.confirm_typed(connection, typed)  # type: ignore[arg-type]


def lots_page() -> LotsPage:
    """Return the lots of a day."""
    return LotsPage(FakeLots(work(people=5, quantity="800")), TABLES, lambda _lot: None)


def import_page(mistakes: bool = True) -> ImportPage:
    """Return an invoice on its way into a declaration."""
    form, page = opened(LINES, mistakes)
    page.kept_form = form  # type: ignore[attr-defined]
    return page


def _steps(*acts: Doing) -> Doing:
    def take(page: ImportPage) -> None:
        for act in acts:
            act(page)
            background().wait()
            QApplication.processEvents()

    return take


def _mended(page: ImportPage) -> None:
    for _ in range(6):
        if page.sheet.preview is not None and page.sheet.preview.bad():
            page.go_on()
    page.go_on()


shot("lot", "list", lot_page)
shot("lot-confirmed", "list", lot_page, _confirm)
shot("lots", "list", lots_page)
shot("goods-import", "list", import_page)
shot("goods-import-cells", "list", import_page, _steps(ImportPage.go_on))
shot("goods-import-merge", "list", partial(import_page, False), _steps(ImportPage.go_on, _mended))

if __name__ == "__main__":
    page_pictures.main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"), sys.argv[2:])
