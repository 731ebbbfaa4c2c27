"""R-24: after a whole day's work neither key, PIN, ID number nor typed text stands in any file, log or repr.

The control searches what a program without our guards leaves: an unencrypted database and a log of what was typed.
"""

import logging
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import app.foreign.limited as limited
import app.signing.helper_process as helper_process
from app.border_trade.register import Person
from app.core.draft import Draft
from app.declarations.status import Status
from app.main.desk import Home, data_key
from app.main.desk import opened as opened_home
from app.main.window import Running
from app.signing.choice import SignerChoice, SignerKind
from app.store import drafts, residents
from app.store.engine import Connection, Database, sqlite_driver
from app.ui.desk.pin_asker import PinAsker
from app.work.news import Done
from tests.app.main.test_pin import type_pin
from tests.app.main.test_window import answer, at_work
from tests.app.signing.keys import key_file
from tests.helpers.bureau import coal, until
from tests.helpers.citizens import citizens
from tests.helpers.databases import migrated_bytes
from tests.helpers.filings import NOW
from tests.reliability.figures import Figures
from tests.reliability.secrets_search import holding

PIN, WRONG = "Zx7-pin-canary-41c9", "Wr0ng-pin-canary-77"
TYPED = "备注金丝雀-9f3e51"
CITIZEN = citizens(8)[7]
pytestmark = [pytest.mark.reliability("R-24"), pytest.mark.slow]


def declaration() -> Draft:
    draft = coal()
    draft.update({"remark": TYPED, "sign.client_seq_no": "PD0000000000000024"})
    return draft


def work(home: Home, keys: Path, out: Path) -> list[str]:
    """Do what uses every secret; returns the reprs of all that holds one."""
    with at_work(home) as program:
        signing = program.desk.signing
        assert signing is not None
        answer(signing.choose, SignerChoice(SignerKind.FILE, str(keys)))
        with opened_home(home) as database:
            with database.writing() as connection:
                draft_id = drafts.create_draft(connection, declaration(), NOW).id
                person = Person("巴特尔", CITIZEN)
                known, _ = residents.add(connection, database.sealer, person, NOW)
            with database.writing() as connection:
                residents.reveal(connection, database.sealer, known, "张三", "核对证件", NOW)
        answer(program.desk.submissions.submit, draft_id, declaration())
        enter(program, WRONG)
        enter(program, PIN)
        until(lambda: status(home, draft_id) is Status.CLOSED)
        answer(program.desk.printing.preview, draft_id, declaration())
        program.desk.office.runner.change(break_down)
        with opened_home(home) as database:
            shown = [repr(one) for one in (database, database.sealer, signing.state(), signing.choice(), program.desk)]
        limits = [core_limit(child.pid) for child in (helper_process._shared, limited._child) if child.pid]
        # Everything is open and in use: what lies in the write-ahead log is looked at too.
        shutil.copytree(home.folder, out / "open", ignore=shutil.ignore_patterns("gateway"))
    assert limits and set(limits) == {"0"}
    return shown


def enter(program: Running, pin: str) -> None:
    (asker,) = program.window.window.findChildren(PinAsker)
    entry = asker.ask()
    type_pin(entry, pin)
    signing = program.desk.signing
    assert signing is not None
    until(lambda: not signing.state().needs_pin if pin == PIN else "还可试 2 次" in entry.told.words())


def break_down(connection: Connection) -> Done[None]:
    raise KeyError(TYPED + CITIZEN + PIN)


def status(home: Home, draft_id: str) -> Status:
    with opened_home(home) as database, database.reading() as connection:
        return drafts.load_draft(connection, draft_id).row.status


def core_limit(pid: int) -> str:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line for line in lines if line.startswith("Max core file size")).split()[4]


def careless(folder: Path) -> None:
    """What a program without our guards leaves behind."""
    folder.mkdir()
    (folder / "plain.db").write_bytes(migrated_bytes())
    with Database(sqlite_driver(folder / "plain.db")) as database, database.writing() as connection:
        drafts.create_draft(connection, declaration(), NOW)
    handler = logging.FileHandler(folder / "careless.log", encoding="utf-8")
    handler.emit(logging.LogRecord("x", logging.ERROR, "x", 1, f"wrong PIN {WRONG} for {CITIZEN}", None, None))
    handler.close()


@pytest.mark.timeout(300)
def test_no_secret_is_left_anywhere(
    figures: Figures,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    home, out = Home(tmp_path / "home"), tmp_path / "out"
    out.mkdir()
    shown = work(home, key_file(tmp_path, "p256", pin=PIN), out)
    key = data_key(home)
    secrets = {
        "数据密钥": key,
        "PIN": PIN.encode(),
        "错的 PIN": WRONG.encode(),
        "证件号": CITIZEN.encode(),
        "录入": TYPED.encode(),
    }
    shutil.rmtree(home.folder / "gateway", ignore_errors=True)  # the authority's side holds what was sent
    heard = capfd.readouterr()
    (out / "heard").write_text("\n".join([*shown, heard.out, heard.err, *titles(qapp)]), "utf-8")
    (out / "records").write_text("\n".join(record.getMessage() for record in caplog.records), "utf-8")
    hits = holding([home.folder, out, temporary], secrets)
    careless(tmp_path / "careless")
    found = holding([tmp_path / "careless"], secrets)
    files = sum(one.is_file() for root in (home.folder, out, temporary) for one in root.rglob("*"))
    figures.record(
        "R-24",
        figure=f"{files} 个文件（库、WAL、日志、临时目录、界面文字、repr）× {len(secrets)} 个秘密 × 7 种写法："
        f"{len(hits)} 处；签名进程和读取进程的内存转储上限为 0",
        control=f"不加密的库和随手写的日志：{len(found)} 处",
        passed=not hits and len(found) >= 3 and files > 10,
    )
    assert hits == []


def titles(qapp: QApplication) -> list[str]:
    return [f"{one.windowTitle()} {one.accessibleName()} {one.toolTip()}" for one in qapp.allWidgets()]
