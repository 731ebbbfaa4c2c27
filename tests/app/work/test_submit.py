"""From filing to READY: signed once, finished after a crash, held without a card."""

import pytest

from app.declarations.outbox import State
from app.declarations.status import Status
from app.signing.trouble import SignerUnavailable
from app.store import outbox
from app.store.engine import Database
from app.store.submissions import NumberTaken
from app.work.submit import NotSigned, sign_waiting, submit
from tests.helpers.delivery import Desk
from tests.helpers.filings import filing, frozen_row
from tests.helpers.signing import signed, signer


class NoCard:
    """A signer whose card is not in the reader."""

    certificate = signer().certificate
    algorithm = signer().algorithm

    def sign(self, data: bytes) -> bytes:
        raise SignerUnavailable("请插入操作员卡")


def test_the_stored_signature_is_the_one_that_will_be_sent(database: Database) -> None:
    desk = Desk(database)
    queued = desk.put()
    row = desk.row(queued)
    expected = signed(filing().message)
    assert (row.state, row.signature, row.certificate) == (State.READY, expected.signature, expected.certificate)
    assert row.cert_sha256 == expected.certificate_sha256


def test_without_a_card_it_stays_frozen_and_goes_on_later(database: Database) -> None:
    desk = Desk(database)
    with pytest.raises(NotSigned, match="未签名，不能申报：请插入操作员卡") as refused:
        submit(database, NoCard(), filing(), desk.clock)
    problem = refused.value.problem("sign.sign")
    assert (problem.rule, problem.path, problem.blocks) == ("R162", "sign.sign", True)
    assert problem.source
    (row,) = _in_state(database, State.FROZEN)
    assert sign_waiting(database, signer(), desk.clock) == frozenset({row.decl_id})
    assert [one.message_id for one in _in_state(database, State.READY)] == [row.message_id]
    assert sign_waiting(database, signer(), desk.clock) == frozenset()


def test_a_signature_that_is_none_is_not_sent(database: Database) -> None:
    desk = Desk(database)

    class OtherKey(NoCard):
        def sign(self, data: bytes) -> bytes:
            return signer().sign(data + b" ")

    with pytest.raises(NotSigned, match="签名与报文不符") as refused:
        submit(database, OtherKey(), filing(), desk.clock)
    assert refused.value.rule == "R162"
    desk.work()
    assert (len(_in_state(database, State.FROZEN)), len(desk.gateway.declarations)) == (1, 0)


def test_the_same_file_again_goes_on_where_it_stands(database: Database) -> None:
    desk = Desk(database)
    frozen_row(database)
    queued = desk.put()
    assert (queued.resumed, desk.row(queued).state) == (True, State.READY)
    desk.work()
    again = desk.put()
    assert (again.submission_id, desk.stands(again).state) == (queued.submission_id, Status.SENT)
    desk.work()
    assert len(desk.gateway.declarations) == 1


def test_a_number_that_is_taken_reaches_the_caller(database: Database) -> None:
    desk = Desk(database)
    desk.put()
    desk.put()  # the same content under the same number is no second declaration
    with pytest.raises(NumberTaken, match="请勿重复申报") as refused:
        desk.put(filing(text="另一份"))
    assert refused.value.problem("sign.client_seq_no").rule == "R159"


def test_cancelling_while_the_card_thinks_is_no_accident(database: Database) -> None:
    desk = Desk(database)

    class SlowCard(NoCard):
        def sign(self, data: bytes) -> bytes:
            (row,) = _in_state(database, State.FROZEN)
            with database.writing() as connection:
                outbox.cancel(connection, row.message_id, desk.clock.now())
            return signer().sign(data)

    queued = submit(database, SlowCard(), filing(), desk.clock)
    assert desk.stands(queued).state is Status.CANCELLED


def _in_state(database: Database, state: State) -> list[outbox.OutboxRow]:
    with database.reading() as connection:
        return outbox.in_state(connection, state)
