"""A clock that cannot be believed stops signing, in words, until a person says that it is right."""

from datetime import timedelta

import pytest

from app.declarations.outbox import State
from app.store.engine import Database
from app.work.clock_watch import ClockWatch, ClockWrong
from app.work.submit import NotSigned
from tests.helpers.clocks import FakeClock
from tests.helpers.delivery import Desk
from tests.helpers.filings import filing


@pytest.fixture
def desk(database: Database) -> Desk:
    desk = Desk(database)
    desk.put(filing("PD0", "此前"))
    desk.work()
    return desk


def watch(desk: Desk, gateway_ahead: timedelta = timedelta()) -> ClockWatch:
    found = ClockWatch(desk.database, desk.clock)
    found.hear(desk.clock.now() + gateway_ahead)
    return found


def told(found: ClockWatch) -> tuple[str, bool] | None:
    doubt = found.doubt()
    return None if doubt is None else (doubt.sentence, doubt.stops)


def test_a_right_clock_is_believed(desk: Desk) -> None:
    found = watch(desk, timedelta(seconds=100))
    desk.clock.advance(86_400)
    assert told(found) is None
    found.require()


@pytest.mark.parametrize(
    ("ahead", "words", "stops"),
    [
        (timedelta(minutes=3), "本机时间比单一窗口慢 3 分钟，请校准", False),
        (timedelta(minutes=-50), "本机时间比单一窗口快 50 分钟，请校准", False),
        (timedelta(hours=30), "本机时间比单一窗口慢 30 小时，已暂停签名", True),
        (timedelta(days=-400), "本机时间比单一窗口快 400 天，已暂停签名", True),
    ],
)
def test_beside_the_gateway(desk: Desk, ahead: timedelta, words: str, stops: bool) -> None:
    sentence, is_stopped = told(watch(desk, ahead)) or ("", False)
    assert sentence.startswith(words)
    assert is_stopped is stops


def test_earlier_than_what_was_written_down(desk: Desk) -> None:
    desk.clock.set_wall(desk.clock.now() - timedelta(days=3))
    with pytest.raises(ClockWrong, match="早于上次记录的"):
        watch(desk).require()


def test_set_while_the_program_runs(desk: Desk) -> None:
    found = watch(desk)
    desk.clock.advance(3600)
    desk.clock.set_wall(desk.clock.now() + timedelta(minutes=30))
    assert told(found) == ("程序运行中本机时间提前了 30 分钟，请核对本机时间", False)
    desk.clock.set_wall(desk.clock.now() - timedelta(minutes=40))
    sentence, stops = told(found) or ("", False)
    assert "倒退了 10 分钟，已暂停签名" in sentence
    assert stops


def test_what_a_person_confirms_is_believed_until_it_changes_again(desk: Desk) -> None:
    desk.clock.set_wall(desk.clock.now() - timedelta(days=3))
    found = watch(desk)
    with desk.database.writing() as connection:
        found.confirm(connection)
    found.require()
    watch(desk).require()  # after the next start, too
    desk.clock.set_wall(desk.clock.now() - timedelta(days=2))
    with pytest.raises(ClockWrong):
        watch(desk, timedelta(days=2)).require()


def test_nothing_is_signed_by_a_wrong_clock_and_all_of_it_after_the_word_of_a_person(desk: Desk) -> None:
    desk.clock.set_wall(desk.clock.now() - timedelta(days=3))
    desk.watch = ClockWatch(desk.database, desk.clock)
    desk.restart()
    with pytest.raises(NotSigned, match="已暂停签名"):
        desk.put(filing("PD1", "新的"))
    with pytest.raises(NotSigned, match="已暂停签名"):
        desk.delivery.sign()
    with desk.database.writing() as connection:
        desk.watch.confirm(connection)
    desk.delivery.sign()
    desk.work()
    assert desk.states() == [State.ACKED, State.ACKED]
    assert isinstance(desk.clock, FakeClock)
