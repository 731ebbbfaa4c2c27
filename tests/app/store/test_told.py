"""Facts others told stand beside a filed draft; a person's own come first; a newer answer is never hidden."""

from app.core.draft import Draft
from app.store.drafts import create_draft, load_draft, save_draft
from app.store.engine import Database
from app.store.told import tell, told
from tests.helpers.filings import NOW
from tests.helpers.lives import Life


def test_a_locked_draft_learns_facts(database: Database) -> None:
    life = Life(database)
    life.file()
    with database.writing() as connection:
        tell(connection, life.draft_id, {"entry_day": "2026-03-12"}, "回执", NOW)
    assert life.draft.facts == {"entry_day": "2026-03-12"}
    with database.reading() as connection:
        found = told(connection, life.draft_id)["entry_day"]
    assert (found.source, found.told_at) == ("回执", NOW)


def test_saving_does_not_make_an_answer_ones_own(database: Database) -> None:
    with database.writing() as connection:
        row = create_draft(connection, Draft("import", "2026.1"), NOW)
        tell(connection, row.id, {"manifest_packs": 3}, "舱单查询", NOW)
        stored = load_draft(connection, row.id)
        row = save_draft(connection, row.id, stored.draft, row.rev, NOW)
        tell(connection, row.id, {"manifest_packs": 4}, "舱单查询", NOW)
        assert load_draft(connection, row.id).draft.facts == {"manifest_packs": 4}


def test_what_a_person_put_comes_first(database: Database) -> None:
    draft = Draft("import", "2026.1")
    draft.facts["manifest_packs"] = 9
    with database.writing() as connection:
        row = create_draft(connection, draft, NOW)
        tell(connection, row.id, {"manifest_packs": 3}, "舱单查询", NOW)
        stored = load_draft(connection, row.id)
        assert stored.draft.facts == {"manifest_packs": 9}
        save_draft(connection, row.id, stored.draft, row.rev, NOW)
        assert load_draft(connection, row.id).draft.facts == {"manifest_packs": 9}


def test_none_forgets(database: Database) -> None:
    with database.writing() as connection:
        row = create_draft(connection, Draft("import", "2026.1"), NOW)
        tell(connection, row.id, {"manifest_packs": 3}, "舱单查询", NOW)
        tell(connection, row.id, {"manifest_packs": None, "manifest_found": False}, "舱单查询", NOW)
        assert load_draft(connection, row.id).draft.facts == {"manifest_found": False}
