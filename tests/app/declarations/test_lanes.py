"""Two lanes: 提离 never looks like 放行, and nothing is sold before the release."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import SHANGHAI
from app.core.draft import Draft, Mode
from app.declarations.lanes import MAY_SELL, SELLABLE, STORE_ONLY, Lanes, Notice, StepState, Stored, lanes

NOON = datetime(2026, 11, 19, 15, 20, tzinfo=SHANGHAI)
DONE, NOW, AHEAD = StepState.DONE, StepState.NOW, StepState.AHEAD
STORE = Stored("呼和浩特冷链物流园3号库", NOON + timedelta(hours=40))


def mutton(conditional: str = "1") -> Draft:
    draft = Draft("import", "2026.1")
    draft.update({"items[0].name": "冻去骨绵羊肉", "items[1].name": "冻带骨绵羊腿", "access.conditional": conditional})
    return draft


def told(*letters: str) -> list[Notice]:
    """Letters in the order of notice; ``C:目的地`` carries a note."""
    notices = []
    for number, letter in enumerate(letters):
        channel, _, note = letter.partition(":")
        notices.append(Notice(channel, NOON + timedelta(hours=number), note))
    return notices


def steps(found: Lanes) -> dict[str, StepState]:
    return {step.title: step.state for step in (*found.port.steps, *found.destination.steps)}


def test_before_anything_is_heard() -> None:
    found = lanes(mutton(), [])
    assert (found.port.allowed, found.may_sell, found.banner) == (False, False, "还不能提离")
    assert {one.may for one in found.goods} == {"未提离"}


def test_may_leave_and_may_not_be_sold() -> None:
    found = lanes(mutton(), told("7", "SpL", "SpJ", "SpC:抽样", "SpK"), STORE)
    assert (found.port.answer, found.destination.answer) == ("可以提离", "还不能卖")
    assert found.banner == "可提离，不得销售使用"
    assert {one.may for one in found.goods} == {STORE_ONLY}
    assert steps(found) == {
        "申报": DONE, "审结": DONE, "口岸检查": DONE, "允许提离": DONE,
        "运抵存放地": DONE, "实验室结果": NOW, "合格评定": AHEAD, "放行": AHEAD,
    }  # fmt: skip
    assert found.missing == ("实验室结果", "合格评定", "放行")


def test_an_inspection_at_the_destination_stands_in_its_own_lane() -> None:
    letters = ["7", "SpL", "SpJ", "SpK", "L", "C:目的地检查通知"]
    found = lanes(mutton("0"), told(*letters), STORE)
    assert "口岸检查" not in steps(found)
    assert steps(found)["目的地检查"] is NOW
    done = lanes(mutton("0"), told(*letters, "M:目的地检查完成，外观、标签相符"), STORE)
    assert (steps(done)["目的地检查"], steps(done)["合格评定"]) == (DONE, NOW)
    assert not done.may_sell


@pytest.mark.parametrize(
    ("letters", "state", "release"),
    [
        (["7", "SpL", "SpJ"], AHEAD, AHEAD),
        (["7", "SpL", "SpJ", "SpK"], NOW, AHEAD),
        (["7", "SpL", "SpJ", "SpK", "7", "E"], NOW, AHEAD),
        (["7", "SpL", "SpJ", "SpK", "7", "L"], DONE, NOW),
        (["7", "SpL", "SpJ", "SpK", "7", "L", "J", "P"], DONE, DONE),
    ],
)
def test_in_two_steps_the_release_waits_for_the_complete_declaration(
    letters: list[str], state: StepState, release: StepState
) -> None:
    draft = mutton("0")
    draft.mode = Mode.SUMMARY
    found = lanes(draft, told(*letters), STORE)
    assert (steps(found)["完整申报"], steps(found)["放行"]) == (state, release)
    assert "完整申报" not in steps(lanes(mutton("0"), told(*letters), STORE))


def test_the_release_answers_both_lanes() -> None:
    found = lanes(mutton(), told("7", "L", "J", "P"), STORE)
    assert (found.banner, found.destination.answer) == ("已放行，可以销售使用", MAY_SELL)
    assert set(steps(found).values()) == {DONE}
    assert {one.may for one in found.goods} == {SELLABLE}
    assert [(one.number, one.port, one.destination) for one in found.goods] == [(1, 1.0, 1.0), (2, 1.0, 1.0)]


def test_storage_alone_is_no_leave() -> None:
    found = lanes(mutton(), told("7", "SpL"), STORE)
    assert not found.port.allowed
    assert steps(found)["审结"] is NOW


LETTERS = st.lists(
    st.sampled_from(["7", "SpL", "SpJ", "SpC", "SpK", "L", "J", "C:目的地", "K", "P", "R", "M", "?"]), max_size=8
)


@given(LETTERS, st.randoms(use_true_random=False), st.booleans())
def test_nothing_but_a_release_lets_goods_be_sold(letters: list[str], chance: object, stored: bool) -> None:
    notices = told(*letters)
    found = lanes(mutton(), notices, STORE if stored else None)
    assert found.may_sell == bool({"P", "R"} & set(letters))
    assert found.port.allowed or not found.may_sell
    if not found.may_sell:
        assert found.destination.steps[-1].state is not DONE
    chance.shuffle(notices)  # type: ignore[attr-defined]
    assert lanes(mutton(), [*notices, *notices[:2]], STORE if stored else None) == found


@pytest.mark.parametrize("letter", ["K", "B", "SpK"])
def test_every_letter_of_leave(letter: str) -> None:
    assert lanes(mutton(), told("7", "L", letter)).port.allowed
