"""Prints of the 核对单 are numbered per draft and give back what they showed."""

import pytest

from app.core.draft import Draft
from app.store.drafts import create_draft
from app.store.engine import Database
from app.store.proof_prints import ProofPrint, add_print, prints_of, texts_of
from tests.helpers.filings import NOW


def test_prints_are_numbered_per_draft_and_keep_what_they_showed(database: Database) -> None:
    with database.writing() as connection:
        one, other = (create_draft(connection, Draft("import", "2026.1"), NOW).id for _ in range(2))
        add_print(connection, one, {"net_weight": "1"}, 2, "李娜", NOW)
        add_print(connection, one, {"net_weight": "2"}, 0, "", NOW)
        add_print(connection, other, {}, 1, "", NOW)
    with database.reading() as connection:
        assert prints_of(connection, one) == [ProofPrint(1, NOW, "李娜", 2), ProofPrint(2, NOW, "", 0)]
        assert [print_.number for print_ in prints_of(connection, other)] == [1]
        assert texts_of(connection, one, 1) == {"net_weight": "1"}
        assert texts_of(connection, one, 2) == {"net_weight": "2"}


def test_a_print_there_never_was_is_missed(database: Database) -> None:
    with database.writing() as connection:
        draft_id = create_draft(connection, Draft("import", "2026.1"), NOW).id
        with pytest.raises(LookupError):
            texts_of(connection, draft_id, 1)
