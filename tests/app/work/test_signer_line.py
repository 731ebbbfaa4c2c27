"""The self-check's line about the key that signs: what is wrong and what to do, without asking for a PIN."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.aside.child import Child
from app.signing import helper_process
from app.signing.choice import SignerChoice, SignerKind
from app.signing.helper_process import MODULE
from app.signing.trouble import SignerUnavailable
from app.store.engine import Database
from app.work.check_line import CheckLine, Verdict
from app.work.signer_line import signer_line
from app.work.signing import SigningSession
from tests.app.signing.keys import PIN, SOFTHSM, Reader, key_file, needs_softhsm
from tests.helpers.clocks import FakeClock
from tests.helpers.filings import NOW


def line(database: Database, folder: Path, now: datetime = NOW, *, ask_card: bool = True) -> CheckLine:
    with database.reading() as connection:
        return signer_line(connection, folder / "keys", now, ask_card=ask_card)


def chosen(database: Database, folder: Path, choice: SignerChoice) -> SigningSession:
    session = SigningSession(database, FakeClock(), folder / "keys")
    session.choose(choice)
    return session


def test_a_key_file_tells_its_owner_once_it_was_opened(database: Database, tmp_path: Path) -> None:
    until = NOW.astimezone(UTC).replace(microsecond=0) + timedelta(days=100)
    path = key_file(tmp_path, "p256", until=until)
    session = chosen(database, tmp_path, SignerChoice(SignerKind.FILE, str(path)))
    assert "还可试 3 次" in line(database, tmp_path).sentence
    session.unlock(PIN)
    told = line(database, tmp_path)
    assert told.verdict is Verdict.OK and "张三 p256" in told.sentence and "ECDSA-SHA256" in told.sentence
    soon = line(database, tmp_path, NOW + timedelta(days=80))
    assert soon.verdict is Verdict.WARN and "只剩 20 天" in soon.sentence
    assert line(database, tmp_path, NOW + timedelta(days=101)).verdict is Verdict.BAD
    path.unlink()
    assert line(database, tmp_path).verdict is Verdict.BAD
    assert line(database, tmp_path, ask_card=False).verdict is Verdict.OK  # nothing was looked at


def test_three_wrong_pins_are_told_with_what_to_do(database: Database, tmp_path: Path) -> None:
    session = chosen(database, tmp_path, SignerChoice(SignerKind.FILE, str(key_file(tmp_path, "p256"))))
    for _ in range(3):
        with pytest.raises(SignerUnavailable):
            session.unlock("000000")
    told = line(database, tmp_path)
    assert told.verdict is Verdict.BAD and "厂商工具" in told.sentence


@needs_softhsm
def test_a_card_is_there_or_not(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = Reader(tmp_path / "hsm", monkeypatch).card("ukey", "p256")
    monkeypatch.setattr(helper_process, "_shared", Child(MODULE))  # one that knows this reader
    right = {"module": SOFTHSM, "token": card.serial, "certificate": card.certificate_serial}
    chosen(database, tmp_path, SignerChoice(SignerKind.TOKEN, **right))
    assert "操作员 ukey" in line(database, tmp_path).sentence
    chosen(database, tmp_path, SignerChoice(SignerKind.TOKEN, **{**right, "certificate": "abc"}))
    assert "没有所选的证书" in line(database, tmp_path).sentence
    chosen(database, tmp_path, SignerChoice(SignerKind.TOKEN, **{**right, "token": "none"}))
    assert "请插入卡/UKey" in line(database, tmp_path).sentence
    helper_process._shared.close()
