"""A backup put back from the window: the window closes, the data are changed, the next one shows them and says so."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.core.clock import ShiftedClock
from app.main import sitting
from app.main.desk import Home, open_home, opened
from app.main.window import Running
from app.store import backup, drafts, restore_order
from app.store.key_slots import FILE, KeySlots, SystemKeyring
from app.store.one_window import alone
from app.store.restored import restored_at
from app.work.restoring import carry_out
from app.work.vault import Vault
from tests.helpers.bureau import coal
from tests.helpers.filings import NOW


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def keep(home: Home, number: str) -> None:
    draft = coal()
    draft.put("sign.client_seq_no", number)
    with opened(home) as database, database.writing() as connection:
        drafts.create_draft(connection, draft, NOW)


def numbers(home: Home) -> list[str]:
    with opened(home) as database, database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT client_seq_no FROM drafts ORDER BY 1")
        return [row[0] for row in rows]


def backed_up(home: Home) -> Path:
    database, key = open_home(home)
    with database:
        return backup.create(database, home.folder, key, home.backups, NOW).folder


def test_an_ordered_backup_is_put_back_and_the_present_data_stay_beside_it(home: Home) -> None:
    keep(home, "A1")
    made = backed_up(home)
    keep(home, "B2")
    assert carry_out(home.folder, SystemKeyring(), NOW) is None, "nothing was ordered"
    restore_order.give(home.folder, made, NOW)
    outcome = carry_out(home.folder, SystemKeyring(), NOW)
    assert outcome is not None and outcome.restored
    assert "before-restore-" in outcome.sentence
    assert numbers(home) == ["A1"]
    with opened(home) as database, database.reading() as connection:
        assert restored_at(connection) is not None, "nothing leaves before it was asked for"
    assert (next(home.folder.glob("before-restore-*")) / "portdesk.db").is_file()
    assert restore_order.read(home.folder) is None


def test_a_passphrase_set_since_the_backup_still_opens_the_data(home: Home) -> None:
    keep(home, "A1")
    made = backed_up(home)
    database, key = open_home(home)
    with database:
        vault = Vault(home.folder, home.database, SystemKeyring(), key, database, lambda: NOW)
        vault.set_passphrase("long enough")
        vault.remove("demo")
    restore_order.give(home.folder, made, NOW)
    outcome = carry_out(home.folder, SystemKeyring(), NOW, lambda _folder: key)
    assert outcome is not None and outcome.restored
    assert KeySlots.read(home.folder / FILE).kinds() == ("passphrase",)
    assert KeySlots.read(home.folder / FILE).opened_by("long enough") == key
    assert not list(home.folder.glob("demo-slot-*")), "a way in that was taken away is not back"
    with opened(home, key_of=lambda _folder: key) as database, database.reading() as connection:
        assert restored_at(connection) is not None


def test_a_backup_altered_since_leaves_the_data_as_they_were(home: Home) -> None:
    keep(home, "A1")
    made = backed_up(home)
    keep(home, "B2")
    restore_order.give(home.folder, made, NOW)
    (made / "portdesk.db").write_bytes(b"broken")
    outcome = carry_out(home.folder, SystemKeyring(), NOW)
    assert outcome is not None and not outcome.restored
    assert outcome.sentence.startswith("没有还原")
    assert numbers(home) == ["A1", "B2"]
    assert restore_order.read(home.folder) is None, "it is not tried at every start"


def test_the_backup_that_is_ordered_is_not_cleared_away(home: Home) -> None:
    keep(home, "A1")
    first, second = backed_up(home), backed_up(home)
    assert backup.prune(home.backups, first.resolve()) == []
    assert backup.prune(home.backups) == [first], "the newest of the hour is kept"
    assert second.is_dir()


@pytest.mark.slow
def test_the_window_closes_restores_and_opens_again(
    qapp: QApplication, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, "A1")
    made = backed_up(home)
    keep(home, "B2")
    said: list[str] = []
    tell = sitting._tell

    def act(program: Running, outcome: object) -> None:
        tell(program, outcome)  # type: ignore[arg-type]
        upkeep = program.desk.upkeep
        assert upkeep is not None
        if outcome is None:
            QTimer.singleShot(0, lambda: upkeep.order_restore(made, True, lambda _line: None, pytest.fail))
        else:
            said.append(program.window.window.strip.accessibleName())
            QTimer.singleShot(0, program.window.window.close)

    monkeypatch.setattr(sitting, "_tell", act)
    clock = ShiftedClock(NOW)
    assert sitting.sit(home, clock, NOW), "it asks to be opened again"
    assert not sitting.sit(home, clock, NOW)
    assert said and said[0].startswith("已还原")
    assert numbers(home) == ["A1"]


def test_no_restore_under_the_feet_of_another_window(home: Home) -> None:
    keep(home, "A1")
    restore_order.give(home.folder, backed_up(home), NOW)
    with alone(home.folder, "{who}"):
        assert carry_out(home.folder, SystemKeyring(), NOW) is None
    assert restore_order.read(home.folder) is not None, "it waits for a start that can"
