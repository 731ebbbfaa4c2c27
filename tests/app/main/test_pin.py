"""A filing that waits for a PIN, in the whole program: told in the strip, entered by keys, signed, never shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.declarations.status import Status
from app.main.desk import Home
from app.main.desk import opened as opened_home
from app.main.window import Running
from app.signing.choice import SignerChoice, SignerKind
from app.store import drafts
from app.ui.desk.pin_asker import PinAsker
from app.ui.pages.pin_entry import PinEntry
from tests.app.main.test_window import answer, at_work
from tests.app.signing.keys import PIN, key_file
from tests.helpers.bureau import coal, until
from tests.helpers.filings import NOW


@pytest.mark.slow
def test_a_filing_waits_for_the_pin_and_goes_on_with_it(qapp: QApplication, tmp_path: Path) -> None:
    choice = SignerChoice(SignerKind.FILE, str(key_file(tmp_path, "p256")))
    home = Home(tmp_path / "home")
    with at_work(home) as program:
        signing = program.desk.signing
        assert signing is not None and signing.state().ready
        answer(signing.choose, choice)
        assert signing.state().needs_pin
        draft = coal()
        draft.put("sign.client_seq_no", "PD0000000000000001")
        with opened_home(home) as database, database.writing() as connection:
            draft_id = drafts.create_draft(connection, draft, NOW).id
        answer(program.desk.submissions.submit, draft_id, draft)
        strip = program.window.window.strip
        until(lambda: "请输入 PIN" in strip.accessibleName())
        first = asked(program)
        QTest.keyClicks(first.box, "12")
        QTest.keyClick(first.box, Qt.Key.Key_Escape)
        assert first.isHidden() and first.box.text() == ""
        entry = asked(program)
        type_pin(entry, "000000")
        until(lambda: "还可试 2 次" in entry.told.words())
        assert entry.isVisible() and entry.box.text() == ""
        type_pin(entry, PIN)
        until(lambda: not signing.state().needs_pin)
        until(lambda: standing(program, draft_id) not in (Status.QUEUED, Status.SENDING))
        assert PIN not in repr(signing.state())


def asked(program: Running) -> PinEntry:
    """Return the overlay, as the strip's button opens it."""
    (asker,) = program.window.window.findChildren(PinAsker)
    return asker.ask()


def type_pin(entry: PinEntry, pin: str) -> None:
    QTest.keyClicks(entry.box, pin)
    QTest.keyClick(entry.box, Qt.Key.Key_Return)


def standing(program: object, draft_id: str) -> Status:
    found = answer(program.desk.submissions.standing, draft_id)  # type: ignore[attr-defined]
    return found.status  # type: ignore[attr-defined,no-any-return]
