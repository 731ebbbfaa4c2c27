"""The whole program in this process: what is typed is kept to the last, and nothing of it leaks beside the store."""

import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from app.core.clock import ShiftedClock
from app.core.draft import Mode
from app.declarations.status import Status
from app.main.desk import Home, data_key
from app.main.desk import opened as opened_home
from app.main.window import Running, running
from app.store import drafts
from app.store.engine import Connection, sqlcipher_driver
from app.store.settings import put_setting
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.services import Preferences
from app.work.news import DEFECT, Done, Trouble
from tests.helpers.bureau import coal, until
from tests.helpers.filings import NOW

CANARY = "150101199001011234"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@contextmanager
def at_work(home: Home) -> Iterator[Running]:
    clock = ShiftedClock(NOW)
    with running(home, clock, clock.now(), pace=0.02) as program:
        program.window.window.show()
        yield program


def answer(call: Callable[..., None], *arguments: object) -> object:
    """Return what a service answers."""
    answers: list[object] = []
    call(*arguments, answers.append, pytest.fail)
    until(lambda: bool(answers))
    return answers[0]


def opened(program: Running) -> tuple[str, FormPage]:
    """Return a new draft, open and stored."""
    draft_id = str(answer(program.desk.drafts.new, "import", Mode.ONCE))
    key = program.window.key_of(draft_id)
    program.window.open_document(draft_id)
    until(lambda: program.window.window.is_open(key))
    page = program.window.window.page(key)
    assert isinstance(page, FormPage)
    return draft_id, page


@contextmanager
def held(home: Home, seconds: float) -> Iterator[None]:
    """Hold the database as another program may."""
    with closing(cast("Any", sqlcipher_driver(home.database, data_key(home)).open())) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(seconds, other.rollback)
        release.start()
        yield
        release.join()


def stored(home: Home, draft_id: str, path: str) -> str:
    with opened_home(home) as database, database.reading() as connection:
        return drafts.load_draft(connection, draft_id).draft.get(path)


def test_closing_waits_for_what_is_still_being_stored(qapp: QApplication, home: Home) -> None:
    with at_work(home) as program:
        draft_id, page = opened(program)
        with held(home, 0.3):
            page.document.put("remark", "一")
            page.autosave.flush()
            page.document.put("remark", "一二三")
            program.window.window.close()
            assert program.window.window.isVisible()
    assert not program.window.window.isVisible()
    assert stored(home, draft_id, "remark") == "一二三"


def test_an_address_that_cannot_be_used_does_not_keep_the_window_shut(qapp: QApplication, home: Home) -> None:
    with opened_home(home) as database, database.writing() as connection:
        put_setting(connection, "preferences.gateway", "http://gateway.example.cn", NOW)
    troubles: list[Trouble] = []
    with at_work(home) as program:
        program.desk.office.troubled.connect(troubles.append)
        until(lambda: bool(troubles))
        assert "暂不发送" in troubles[0].message
        draft_id, page = opened(program)
        page.document.put("remark", "照样录入")
    assert stored(home, draft_id, "remark") == "照样录入"


def test_another_gateway_from_the_settings(qapp: QApplication, home: Home) -> None:
    troubles: list[Trouble] = []
    with at_work(home) as program:
        program.desk.office.troubled.connect(troubles.append)
        draft_id, page = opened(program)
        answer(program.desk.settings.save, Preferences(theme="light", gateway="http://gateway.example.cn"))
        page.document.put("remark", "其间的录入")
        page.autosave.flush()
        until(lambda: bool(troubles))
        assert "仍用原来的网关" in troubles[0].message
    assert stored(home, draft_id, "remark") == "其间的录入"


def test_nothing_typed_stands_anywhere_but_in_the_store(
    qapp: QApplication, home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    def break_down(connection: Connection) -> Done[None]:
        raise KeyError(CANARY)

    troubles: list[Trouble] = []
    with at_work(home) as program:
        program.desk.office.troubled.connect(troubles.append)
        draft = coal()
        draft.update({"declarant_name": CANARY, "remark": CANARY, "sign.client_seq_no": "PD0000000000000001"})
        opened(program)
        with opened_home(home) as database, database.writing() as connection:
            row = drafts.create_draft(connection, draft, NOW)
        answer(program.desk.submissions.submit, row.id, draft)
        until(lambda: _status(home, row.id) is Status.CLOSED)
        pdf = answer(program.desk.printing.preview, row.id, draft)
        assert isinstance(pdf, Path)
        assert (_mode(pdf), _mode(pdf.parent)) == (0o600, 0o700)
        program.desk.office.runner.change(break_down)
        until(lambda: DEFECT in troubles)
        titles = {one.windowTitle() for one in QApplication.topLevelWidgets()}
        modes = {path.name: _mode(path) for path in home.folder.rglob("*")}
    assert CANARY not in "".join(titles)
    assert {name: oct(mode) for name, mode in modes.items() if mode not in (0o600, 0o700)} == {}
    assert _mode(home.folder) == 0o700
    holding = {path.name for path in home.folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()}
    assert holding <= {"gateway.sqlite3", "gateway.sqlite3-wal"}  # what was sent; our own store is encrypted
    assert not pdf.exists()
    heard = capfd.readouterr()
    assert CANARY not in heard.out + heard.err
    assert "KeyError" in (home.logs / "portdesk.log").read_text("utf-8")


def _status(home: Home, draft_id: str) -> Status:
    with opened_home(home) as database, database.reading() as connection:
        return drafts.load_draft(connection, draft_id).row.status


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
