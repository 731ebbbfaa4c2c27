"""A day without a network: begun, filed and ended offline; the next start finds all of it and sends it once."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.clock import ShiftedClock
from app.core.draft import Mode
from app.declarations.status import Status
from app.main.desk import Home
from app.main.window import running
from app.ui.pages.outage_notice import OutageNotice
from tests.app.main.test_window import answer
from tests.helpers.bureau import coal, until
from tests.helpers.filings import NOW

NOWHERE = "http://127.0.0.1:9"


@pytest.mark.slow
def test_what_was_filed_offline_outlives_the_end_and_goes_once(qapp: QApplication, tmp_path: Path) -> None:
    home, clock = Home(tmp_path / "home"), ShiftedClock(NOW)
    with running(home, clock, clock.now(), gateway_url=NOWHERE) as program:
        window = program.window.window
        window.show()
        until(lambda: "离线" in window.status.words())
        assert not window.findChildren(OutageNotice), "no notice at the start"
        draft_id = str(answer(program.desk.drafts.new, "import", Mode.ADVANCE))
        draft = coal()
        draft.put("sign.client_seq_no", "PD2026030200071")
        answer(program.desk.submissions.submit, draft_id, draft)
        until(lambda: any(one.isVisible() for one in window.findChildren(OutageNotice)))
        until(lambda: "待发 1" in window.status.words())
    with running(home, clock, clock.now(), pace=0.02) as program:
        seen: list[Status] = []

        def look() -> bool:
            program.desk.submissions.standing(draft_id, lambda one: seen.append(one.status), lambda _words: None)
            return Status.CLOSED in seen

        until(look)
        events = answer(program.desk.submissions.events, draft_id)
        assert isinstance(events, list | tuple)
        assert [one.title for one in events].count("单一窗口已接收") == 1
