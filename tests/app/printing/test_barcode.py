"""Code 128 against a known symbol, and read back by a decoder of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing import barcode

# PJJ123C in set B, written out by hand from the table of ISO/IEC 15417: start B, seven signs, check 55, stop.
KNOWN = (
    "1101001000011101110110101101110001011011100010011100110110011100101100101110010001000110111010001101100011101011"
)
# Figures in pairs (set C): start C, 00, 01, 99, check (105 + 0 + 2 + 297) % 103 = 95, stop.
KNOWN_PAIRS = "11010011100110110011001100110110010111011110101111010001100011101011"


def decoded(modules: str) -> str:
    """Read a symbol: split into signs of eleven modules, check the sum, follow the set changes."""
    table = {
        "".join(("1" if place % 2 == 0 else "0") * int(wide) for place, wide in enumerate(widths)): value
        for value, widths in enumerate(barcode._WIDTHS)
    }
    assert modules.endswith("1100011101011")
    body = modules[:-13]
    assert len(body) % 11 == 0
    values = [table[body[place : place + 11]] for place in range(0, len(body), 11)]
    start, *signs, check = values
    assert (start + sum(place * value for place, value in enumerate(signs, 1))) % 103 == check
    pairs, text = start == 105, ""
    for value in signs:
        if pairs and value == 100:
            pairs = False
        elif not pairs and value == 99:
            pairs = True
        else:
            text += f"{value:02d}" if pairs else chr(value + 32)
    return text


def test_known_symbols() -> None:
    assert barcode.modules("PJJ123C") == KNOWN
    assert barcode.modules("000199") == KNOWN_PAIRS


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_any_printable_ascii_reads_back(text: str) -> None:
    assert decoded(barcode.modules(text)) == text


@given(st.from_regex(r"[A-Z]{0,3}[0-9]{1,22}[A-Z]{0,2}[0-9]{0,5}", fullmatch=True))
def test_numbers_read_back(text: str) -> None:
    assert decoded(barcode.modules(text)) == text


def test_an_entry_number_takes_pairs_and_so_half_the_room() -> None:
    assert len(barcode.modules("070820261000000123")) == 11 * (1 + 9 + 1) + 13


@pytest.mark.parametrize("text", ["", "报关单", "a\tb", "é"])
def test_what_cannot_be_a_barcode_is_none(text: str) -> None:
    assert barcode.modules(text) == ""
