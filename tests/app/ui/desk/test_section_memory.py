"""What a section held begins the next declaration of the same type, and says where it came from."""

from app.core.draft import Mode
from app.declarations.section_memory import SOURCE
from tests.helpers.bureau import Bureau, coal


def test_new_drafts_begin_with_what_was_remembered(bureau: Bureau) -> None:
    section = "transport"
    assert bureau.ask(bureau.drafts.remember, coal(), section) > 0
    made = bureau.stored(bureau.ask(bureau.drafts.new, "import", Mode.ADVANCE)).draft
    assert made.get("traffic_mode") == coal().get("traffic_mode")
    assert made.brought["traffic_mode"] == SOURCE
    other = bureau.stored(bureau.ask(bureau.drafts.new, "export", Mode.ONCE)).draft
    assert other.get("traffic_mode") == ""
