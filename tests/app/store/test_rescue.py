"""A damaged file is read, carried out and never written: drafts and messages that lie on sound pages are saved."""

import json
from pathlib import Path

import pytest

from app.core.draft import Draft
from app.store.drafts import create_draft, list_drafts
from app.store.engine import StoreTrouble
from app.store.key_slots import create
from app.store.rescue import ReadOnly, RescueDatabase, carry_out
from app.store.upgrade import open_database
from tests.helpers.filings import NOW
from tests.helpers.rings import NO_RING

PAGE = 4096


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Path, bytes, int]:
    """A file of 40 long drafts with a page of its middle overwritten."""
    key = create(tmp_path, NO_RING)
    path = tmp_path / "portdesk.db"
    with open_database(path, key) as database, database.writing() as connection:
        for number in range(40):
            draft = Draft("import", "2026.1")
            draft.put("remark", f"{number} " + "长" * 3000)
            create_draft(connection, draft, NOW)
    content = bytearray(path.read_bytes())
    at = len(content) // PAGE // 2 * PAGE
    content[at + 100] ^= 1
    path.write_bytes(content)
    return path, key, 40


def test_what_can_be_read_is_carried_out_and_nothing_is_changed(
    damaged: tuple[Path, bytes, int], tmp_path: Path
) -> None:
    path, key, count = damaged
    before = path.read_bytes()
    with pytest.raises(StoreTrouble, match="已损坏"):
        open_database(path, key)
    with RescueDatabase(path, key, "只读抢救") as database:
        found = carry_out(database, tmp_path / "out")
        with pytest.raises(ReadOnly, match="只读抢救"), database.writing():
            raise AssertionError("written")
    assert found.drafts + found.unreadable == count and found.drafts >= count - 2
    files = sorted((tmp_path / "out" / "drafts").iterdir())
    assert len(files) == found.drafts
    assert Draft.from_json(files[0].read_text("utf-8")).get("remark").endswith("长")
    assert json.loads(files[0].read_text("utf-8"))
    assert path.read_bytes() == before


def test_a_sound_file_is_read_as_ever(tmp_path: Path) -> None:
    key = create(tmp_path, NO_RING)
    path = tmp_path / "portdesk.db"
    open_database(path, key).close()
    with RescueDatabase(path, key, "只读") as database, database.reading() as connection:
        assert list_drafts(connection) == []
