"""The signer of a home: what a card, a wrong PIN, a hung or crashing driver and an old certificate come to."""

import datetime
from pathlib import Path

import pytest

from app.aside.child import Child
from app.core.clock import SHANGHAI
from app.declarations.message import XmlMessage
from app.declarations.outbox import State
from app.declarations.signed import Algorithm
from app.signing.choice import SignerChoice, SignerKind
from app.signing.helper_process import MODULE, Helper
from app.signing.signer import sign
from app.signing.trouble import Cause, SignerUnavailable
from app.store import outbox, pin_tries
from app.store.engine import Database, sqlite_driver
from app.store.sealed import Sealer
from app.work.signing import SigningSession
from app.work.submit import NotSigned, sign_waiting, submit
from tests.app.signing.keys import PIN, SOFTHSM, Reader, key_file, needs_openssl, needs_softhsm
from tests.helpers.clocks import FakeClock
from tests.helpers.filings import filing

NOW = datetime.datetime(2040, 1, 1, 9, tzinfo=SHANGHAI)  # openssl's certificates begin today, whenever that is
MESSAGE = XmlMessage(b"<DecMessage/>", "PD1")


def session(database: Database, folder: Path, choice: SignerChoice | None = None, **more: object) -> SigningSession:
    made = SigningSession(database, FakeClock(NOW), folder / "keys", **more)  # type: ignore[arg-type]
    if choice is not None:
        made.choose(choice)
    return made


def file_choice(path: Path) -> SignerChoice:
    return SignerChoice(SignerKind.FILE, str(path))


def test_the_demo_profile_signs_without_a_question(database: Database, tmp_path: Path) -> None:
    signer = session(database, tmp_path)
    assert sign(MESSAGE, signer).algorithm is Algorithm.RSA_SHA256
    assert (signer.state.ready, signer.state.needs_pin, signer.state.kind) == (True, False, SignerKind.DEMO)
    assert signer.facts().owner == "口岸申报台演示证书"


@needs_openssl
@pytest.mark.parametrize(
    ("kind", "algorithm"),
    [("rsa", Algorithm.RSA_SHA256), ("p256", Algorithm.ECDSA_SHA256), ("sm2", Algorithm.SM2_SM3)],
)
def test_the_algorithm_comes_from_the_certificate(
    database: Database, tmp_path: Path, kind: str, algorithm: Algorithm
) -> None:
    signer = session(database, tmp_path, file_choice(key_file(tmp_path, kind)))
    with pytest.raises(SignerUnavailable, match="请输入 PIN") as refused:
        signer.sign(b"x")
    assert refused.value.cause is Cause.PIN_WANTED
    assert signer.unlock(PIN).ready
    assert sign(MESSAGE, signer).algorithm is algorithm
    assert signer.state.certificate is not None and signer.state.certificate.algorithm == algorithm.value


@needs_openssl
def test_locked_data_take_the_opened_key_along(database: Database, path: Path, tmp_path: Path) -> None:
    signer = session(database, tmp_path, file_choice(key_file(tmp_path, "p256")))
    assert signer.unlock(PIN).ready
    database.lock()
    assert (signer.state.ready, signer.state.needs_pin, signer.state.tries_left) == (False, True, 3)
    database.unlock(sqlite_driver(path), lambda: Sealer.of(None))
    with pytest.raises(SignerUnavailable, match="请输入 PIN"):
        signer.sign(b"x")
    assert signer.unlock(PIN).ready


def test_wrong_pins_are_counted_over_restarts_and_stopped_at_three(database: Database, tmp_path: Path) -> None:
    choice = file_choice(key_file(tmp_path, "p256"))
    for left in ("还可试 2 次", "还可试 1 次", "不再尝试"):
        with pytest.raises(SignerUnavailable, match=left):
            session(database, tmp_path, choice).unlock("000000")
    blocked = session(database, tmp_path, choice)
    with pytest.raises(SignerUnavailable, match="不再尝试") as refused:
        blocked.unlock(PIN)  # even the right one: the card must not see a fourth
    assert refused.value.cause is Cause.PIN_BLOCKED and blocked.state.blocked and blocked.state.tries_left == 0
    assert blocked.allow_again().tries_left == 3
    assert blocked.unlock(PIN).ready


def test_a_right_pin_forgets_the_wrong_ones_and_a_missing_file_costs_none(database: Database, tmp_path: Path) -> None:
    path = key_file(tmp_path, "p256")
    signer = session(database, tmp_path, file_choice(path))
    with pytest.raises(SignerUnavailable, match="还可试 2 次"):
        signer.unlock("000000")
    path.rename(tmp_path / "gone")
    with pytest.raises(SignerUnavailable) as refused:
        signer.unlock(PIN)
    assert (refused.value.cause, signer.state.tries_left) == (Cause.FILE, 2)
    (tmp_path / "gone").rename(path)
    assert signer.unlock(PIN).tries_left == 3
    signer.lock()
    assert signer.state.needs_pin


def test_a_pin_file_is_tried_once(database: Database, tmp_path: Path) -> None:
    choice = file_choice(key_file(tmp_path, "p256"))
    signer = session(database, tmp_path, choice, pin_file=lambda: "000000")
    for _ in range(5):
        with pytest.raises(SignerUnavailable):
            signer.sign(b"x")
    with database.reading() as connection:
        assert pin_tries.tried(connection, choice.name) == 1
    assert sign(MESSAGE, session(database, tmp_path, choice, pin_file=lambda: PIN)).signature


def test_an_outdated_certificate_signs_nothing(database: Database, tmp_path: Path) -> None:
    old = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # the clock of tests stands later
    signer = session(database, tmp_path, file_choice(key_file(tmp_path, "p256", until=old)))
    with pytest.raises(SignerUnavailable, match="2026-01-01") as refused:
        signer.unlock(PIN)
    assert refused.value.cause is Cause.OUTDATED
    with pytest.raises(SignerUnavailable, match="更换证书"):
        signer.sign(b"x")


@needs_softhsm
def test_a_card_signs_and_one_that_is_pulled_leaves_the_message_frozen(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(tmp_path / "hsm", monkeypatch)
    card, other = reader.card("ukey1", "p256"), reader.card("ukey2")
    child = Child(MODULE)
    choice = SignerChoice(SignerKind.TOKEN, module=SOFTHSM, certificate=card.certificate_serial)
    signer = session(database, tmp_path, choice, helper=Helper(child))
    assert {one.token_label for one in signer.look(choice)} == {card.label, other.label}
    assert signer.unlock(PIN).ready and sign(MESSAGE, signer).algorithm is Algorithm.ECDSA_SHA256
    card.pull()
    with pytest.raises(NotSigned, match="请插入卡/UKey") as refused:
        submit(database, signer, filing(), FakeClock())
    assert refused.value.cause is Cause.NO_CARD
    with pytest.raises(NotSigned, match="请插入卡/UKey"):
        sign_waiting(database, signer, FakeClock())
    assert len(_frozen(database)) == 1
    card.insert()
    with pytest.raises(NotSigned, match="请输入 PIN"):
        sign_waiting(database, signer, FakeClock())
    assert signer.unlock(PIN).tries_left == 3
    assert sign_waiting(database, signer, FakeClock()) and _frozen(database) == []
    child.close()


def _frozen(database: Database) -> list[outbox.OutboxRow]:
    with database.reading() as connection:
        return outbox.in_state(connection, State.FROZEN)
