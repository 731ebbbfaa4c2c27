"""What the office's own declarations say of a tariff number: its lines only, the newest first, whatever was typed."""

from datetime import timedelta
from decimal import Decimal

from app.core.draft import Draft, Mode
from app.store import drafts
from app.store.engine import Database
from app.store.own_use import lines_of
from tests.helpers.filings import NOW

COAL = "2701121000"


def keep(database: Database, number: str, days: int, *lines: tuple[str, str, str]) -> str:
    draft = Draft("import", "1", Mode.ONCE)
    draft.update({"sign.client_seq_no": number, "trade_name": "测试煤业", "entry_customs": "0708"})
    for at, (code, model, price) in enumerate(lines):
        texts = {"hs_code": code, "model": model, "price": price, "currency": "USD", "unit": "070"}
        draft.update({f"items[{at}].{name}": text for name, text in texts.items()})
    with database.writing() as connection:
        return drafts.create_draft(connection, draft, NOW + timedelta(days=days)).id


def test_the_lines_of_a_code_newest_first(database: Database) -> None:
    keep(database, "PD1", 0, (COAL, "0|3|a", "98"), ("2601112000", "0|3|iron", "60"))
    newest = keep(database, "PD2", 2, (COAL, "0|3|b", "九十八"))
    with database.reading() as connection:
        found = lines_of(connection, COAL)
        assert lines_of(connection, "'; DROP") == []
    assert [(one.number, one.specification, one.price) for one in found] == [
        ("PD2", "0|3|b", None),
        ("PD1", "0|3|a", Decimal(98)),
    ]
    assert (found[0].draft_id, found[0].firm, found[0].port) == (newest, "测试煤业", "0708")


def test_a_code_somewhere_else_in_a_declaration_is_no_line(database: Database) -> None:
    keep(database, f"PD{COAL}", 0, ("2601112000", COAL, "1"))
    with database.reading() as connection:
        assert lines_of(connection, COAL) == []


def test_what_was_binned_is_not_looked_into(database: Database) -> None:
    draft = keep(database, "PD1", 0, (COAL, "0|3|a", "98"))
    with database.writing() as connection:
        drafts.delete_draft(connection, draft, True, NOW)
        assert lines_of(connection, COAL) == []
