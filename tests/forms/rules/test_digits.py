"""The check digits, against numbers whose digits are known to be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.rules import digits
from tests.helpers.scenarios import PARTIES, Party

SOCIAL_CREDIT = (
    "91150824MA0TE5T16Y",
    "91152501MA0TE5T24Q",
    "91150781MA0TE5T321",
    "91150100MA0TE5T40J",
    "91152525MA0TE5T594",
    "91150781MA0TE5T67K",
)
CITIZENS = ("152501198501010018", "152501199003150020", "152501197806200037", "150781198808080046")
CONTAINERS = ("CSQU3054383", "TBJU1234565", "CRXU6543214", "RZDU5088122", "MSCU6398705")
WAYBILLS = ("99912345675", "78000000011")


@pytest.mark.parametrize("code", SOCIAL_CREDIT)
def test_social_credit_code(code: str) -> None:
    assert digits.is_social_credit(code)
    assert digits.is_organisation(code[8:17])
    assert not digits.is_social_credit(code[:-1])
    assert not digits.is_social_credit(code.lower())


@given(st.sampled_from(SOCIAL_CREDIT), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_one_wrong_place_breaks_a_social_credit_code(code: str, place: int, sign: str) -> None:
    changed = code[:place] + sign + code[place + 1 :]
    assert digits.is_social_credit(changed) == (changed == code)


@pytest.mark.parametrize("sign", "IOSVZ")
def test_letters_that_look_like_digits_are_no_part_of_a_social_credit_code(sign: str) -> None:
    assert not digits.is_social_credit(SOCIAL_CREDIT[0][:8] + sign + SOCIAL_CREDIT[0][9:])


@pytest.mark.parametrize(
    ("code", "right"), [("D21432112", False), ("00000000X", False), ("MA0TE5T16", True), ("", False)]
)
def test_organisation_code(code: str, right: bool) -> None:
    assert digits.is_organisation(code) == right


def test_organisation_check_may_be_x_or_nought() -> None:
    checks = {code[8] for first in range(400) for code in _complete(f"{first:08d}")}
    assert checks == set("0123456789X")


def _complete(first: str) -> list[str]:
    return [first + check for check in "0123456789X" if digits.is_organisation(first + check)]


def test_an_organisation_code_has_exactly_one_check() -> None:
    assert all(len(_complete(f"{first:08d}")) == 1 for first in range(50))


@pytest.mark.parametrize("number", CITIZENS)
def test_citizen_number(number: str) -> None:
    assert digits.is_citizen(number)
    assert not digits.is_citizen(number[:17] + ("0" if number[17] != "0" else "1"))


def test_a_wrong_citizen_number() -> None:
    assert not digits.is_citizen("152501198501010019")


@pytest.mark.parametrize("number", CONTAINERS)
def test_container_number(number: str) -> None:
    assert digits.is_container(number)
    assert digits.container_check(number[:10]) == number[10]


@pytest.mark.parametrize("number", ["TBJU1234566", "TBJA1234565", "TBJU123456", "tbju1234565", "TBJU12345650", ""])
def test_wrong_container_number(number: str) -> None:
    assert not digits.is_container(number)


def test_container_letters_leave_out_the_multiples_of_eleven() -> None:
    # CSQU3054383 is the worked example of ISO 6346; a digit 10 of the remainder is written 0.
    assert digits.container_check("CSQU305438") == "3"
    assert digits.container_check("MSCU639870") == "5"


@pytest.mark.parametrize("number", WAYBILLS)
def test_waybill(number: str) -> None:
    assert digits.is_waybill(number)


@pytest.mark.parametrize("number", ["99912345674", "9991234567", "999123456755", "9991234567A", ""])
def test_wrong_waybill(number: str) -> None:
    assert not digits.is_waybill(number)


@pytest.mark.parametrize("party", PARTIES, ids=lambda party: party.code)
def test_the_invented_parties_are_valid(party: Party) -> None:
    assert digits.is_social_credit(party.scc)
    assert len(party.code) == 10
    assert party.code.isdecimal()
