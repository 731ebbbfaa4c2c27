"""Forms 统一编号 and 海关编号 the way the real ones are formed; it hands out no serial numbers itself."""

from __future__ import annotations


def seq_no(direction: str, year: int, serial: int) -> str:
    """统一编号, 18 characters: I or E, the year, 13 digits (message.md §1.4: I/E + year + serial)."""
    return f"{direction}{year:04d}{serial:013d}"


def entry_id(customs_office: str, year: int, direction: str, serial: int) -> str:
    """海关编号, 18 digits: 4 of the accepting office, 4 of the year, 1 import / 0 export, 9 serial (rules.md §2.1)."""
    return f"{customs_office:0>4.4}{year:04d}{1 if direction == 'I' else 0}{serial:09d}"
