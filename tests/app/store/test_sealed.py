"""Sealed fields: they open at their place only, equal values are found, nothing is told by what is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.sealed import Place, Sealer
from app.store.trouble import Locked, StoreTrouble

SEALER = Sealer.of(bytes(32))
HERE = Place("residents", "r1", "id_number")


@given(st.text())
def test_what_was_sealed_opens(text: str) -> None:
    assert SEALER.open(SEALER.seal(text, HERE), HERE) == text


@given(st.binary())
def test_bytes_that_were_sealed_open(content: bytes) -> None:
    sealed = SEALER.seal_bytes(content, HERE)
    assert SEALER.open_bytes(sealed, HERE) == content
    with pytest.raises(StoreTrouble):
        SEALER.open_bytes(sealed, Place("residents", "r2", "id_number"))


@pytest.mark.parametrize(
    "elsewhere",
    [Place("residents", "r2", "id_number"), Place("residents", "r1", "phone"), Place("x", "r1", "id_number")],
)
def test_it_opens_nowhere_else(elsewhere: Place) -> None:
    sealed = SEALER.seal("150781198808080046", HERE)
    with pytest.raises(StoreTrouble):
        SEALER.open(sealed, elsewhere)


def test_another_key_or_another_byte_opens_nothing() -> None:
    sealed = SEALER.seal("150781198808080046", HERE)
    with pytest.raises(StoreTrouble):
        Sealer.of(bytes(31) + b"1").open(sealed, HERE)
    with pytest.raises(StoreTrouble):
        SEALER.open(bytes([*sealed[:-1], sealed[-1] ^ 1]), HERE)
    with pytest.raises(StoreTrouble):
        SEALER.open(b"", HERE)


def test_equal_values_are_found_and_look_different() -> None:
    first, second = (SEALER.seal("150781198808080046", HERE) for _ in range(2))
    assert first != second
    assert SEALER.index("150781198808080046") == SEALER.index("150781198808080046")
    assert SEALER.index("150781198808080046") != Sealer.of(None).index("150781198808080046")
    assert "15078119" not in repr(SEALER) + SEALER.index("150781198808080046")


def test_what_was_locked_holds_no_key_for_anybody() -> None:
    sealer = Sealer.of(bytes(32))
    sealed = sealer.seal("150781198808080046", HERE)
    sealer.forget()
    for use in (lambda: sealer.open(sealed, HERE), lambda: sealer.seal("1", HERE), lambda: sealer.wrapped(bytes(32))):
        with pytest.raises(Locked):
            use()
    sealer.take(SEALER)
    assert sealer.open(sealed, HERE) == "150781198808080046"
