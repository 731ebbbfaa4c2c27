"""A key with a PIN on the command line: exit 3 without PORTDESK_PIN_FILE, signed with it, no PIN is ever told."""

from pathlib import Path

import pytest

from app.main.desk import Home, opened
from app.signing.choice import SignerChoice, SignerKind
from app.store.settings import put_setting
from app.work.signing import SETTING
from tests.app.cli.conftest import Command
from tests.app.signing.keys import PIN, key_file
from tests.helpers.files import as_xml, s01
from tests.helpers.gateways import FILING_DAY, gateway_process


@pytest.mark.slow
def test_a_pin_comes_from_its_file_or_not_at_all(
    command: Command, desk_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = SignerChoice(SignerKind.FILE, str(key_file(tmp_path, "p256")))
    with opened(Home(desk_home)) as database, database.writing() as connection:
        put_setting(connection, SETTING, choice.to_dict(), FILING_DAY)
    file, pin_file = as_xml(tmp_path / "a.xml", s01("PDPIN1")), tmp_path / "pin"
    with gateway_process(tmp_path / "gateway") as gateway:
        line = ("submit", file, "--gateway", gateway.url, "--wait", 20)
        ran = command(*line)
        assert ran.code == 3 and "PORTDESK_PIN_FILE" in ran.err and gateway.held("PDPIN1") == []
        monkeypatch.setenv("PORTDESK_PIN_FILE", str(pin_file))
        pin_file.write_text("000000\n")
        ran = command(*line)
        assert ran.code == 3 and "还可试 2 次" in ran.err and "000000" not in ran.err
        pin_file.write_text(f"{PIN}\n")
        ran = command(*line, "--json")
        assert (ran.code, [row["state"] for row in ran.submissions]) == (0, ["closed"])
        assert PIN not in ran.out + ran.err and len(gateway.held("PDPIN1")) == 1
    card = command("doctor").out
    assert "还可试 3 次" in card and "ECDSA-SHA256" in card
