"""The figures of the real store: what was filed is counted, and counted anew after news."""

from datetime import date

from app.core.draft import Mode
from app.declarations.clearance import Share
from app.declarations.status import Status
from app.ui.desk.statistics import DeskStatistics
from app.ui.pages.statistics.services import Answer, Query
from tests.helpers.bureau import Bureau, coal

MARCH = Query(date(2026, 3, 1))


def test_a_filed_declaration_is_counted(bureau: Bureau) -> None:
    service = DeskStatistics(bureau.office)
    news: list[bool] = []
    service.changed.connect(lambda: news.append(True))
    before: Answer = bureau.ask(service.report, MARCH)
    assert (before.report.now.count, before.ports) == (0, ())
    draft = bureau.keep(coal(), "PD0000000000000001")
    bureau.file(draft)
    bureau.until_status(draft, Status.SENT)
    bureau.until(lambda: bureau.ask(service.report, MARCH).report.now.count == 1)
    after: Answer = bureau.ask(service.report, MARCH)
    is_advance = bureau.stored(draft).row.mode is Mode.ADVANCE
    assert after.report.now.advance == Share(int(is_advance), 1)
    assert after.ports == (bureau.stored(draft).row.summary.port,)
    assert bureau.ask(service.report, Query(MARCH.month, is_import=False)).report.now.count == 0
    assert news
