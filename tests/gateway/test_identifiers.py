"""Check digits and numbers, on the public test values of the rules sheet (§2.7)."""

from __future__ import annotations

import pytest

from app.gateway.identifiers import is_container_number, is_credit_code, is_resident_id
from app.gateway.numbers import entry_id, seq_no


@pytest.mark.parametrize(
    "code", ["91150824MA0TE5T16Y", "91152501MA0TE5T24Q", "91150781MA0TE5T321", "91150100MA0TE5T40J"]
)
def test_credit_codes(code: str) -> None:
    assert is_credit_code(code)
    assert not is_credit_code(code[:-2] + ("1" if code[-2] != "1" else "2") + code[-1])
    assert not is_credit_code(code[:-1])
    assert not is_credit_code(code.replace("M", "I"))


@pytest.mark.parametrize("number", ["152501198501010018", "152501199003150020", "150781198808080046"])
def test_resident_ids(number: str) -> None:
    assert is_resident_id(number)
    assert not is_resident_id(number[:-1] + "X")
    assert not is_resident_id(number[:-1])


@pytest.mark.parametrize("number", ["CSQU3054383", "TBJU1234565", "CRXU6543214", "RZDU5088122", "MSCU6398705"])
def test_container_numbers(number: str) -> None:
    assert is_container_number(number)
    assert not is_container_number(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert not is_container_number(number.lower())


def test_numbers_are_formed_as_the_real_ones() -> None:
    assert seq_no("I", 2026, 17) == "I20260000000000017"
    assert len(seq_no("E", 2026, 1)) == 18
    assert entry_id("0708", 2026, "I", 42) == "070820261000000042"
    assert entry_id("0710", 2027, "E", 42) == "071020270000000042"
