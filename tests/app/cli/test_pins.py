"""gateway pins: a signed file moves the pins, an unsigned one moves nothing."""

from pathlib import Path

import pytest

from app.cli import main
from app.gateway.pin_update import UPDATE_FILE, announce
from app.gateway.receipt_key import ReceiptKey
from app.gateway.tls import PINS_FILE, tls_files
from app.main.desk import Home, opened
from app.work.gateway_trust import trust_told
from tests.helpers.gateways import FILING_DAY, NOW


def test_a_signed_update_moves_the_pins_and_an_altered_one_does_not(
    desk_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = desk_home / "gateway"
    tls_files(data)
    announce(data, ReceiptKey.open(data), FILING_DAY)
    file = data / "tls" / UPDATE_FILE
    command = ["gateway", "pins", "--home", str(desk_home), "--now", NOW, str(file)]
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"number": ', b'"number": 9'))
    assert main(command) == 2
    assert "伪造" in capsys.readouterr().err
    file.write_bytes(whole)
    assert main(command) == 0
    assert "公钥指纹 2 个" in capsys.readouterr().out
    with opened(Home(desk_home)) as database, database.reading() as connection:
        assert trust_told(connection).pins == tuple((data / "tls" / PINS_FILE).read_text("ascii").split())
    assert main(command) == 2
    assert "不比现用的新" in capsys.readouterr().err
    assert main([*command[:-1], str(file.with_name("none"))]) == 2
