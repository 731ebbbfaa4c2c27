"""``gateway pins``: takes a signed update of the gateway's public keys; one that is not signed changes nothing."""

import argparse

from app.cli.environment import environment
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.main.desk import Home, gateway_told, opened
from app.main.trust import trust_for
from app.work.gateway_trust import trust_told
from app.work.pin_update import LARGEST, read_update, take


def run_pins(arguments: argparse.Namespace) -> Exit:
    """Verify the file with the receipt certificate that is registered and pin the keys it names."""
    home, clock = Home(home_of(arguments)), clock_of(arguments)
    try:
        with arguments.file.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        english = f"{arguments.file} cannot be read"
        raise Refused(Exit.USAGE, f"{arguments.file} 无法读取，请检查路径和权限", english) from error
    with environment(), opened(home, clock.now()) as database:
        with database.reading() as connection:
            trust = trust_for(home, gateway_told(connection), trust_told(connection))
        update = read_update(content, trust)
        with database.writing() as connection:
            take(connection, update, clock.now())
    told = f"已登记网关的公钥指纹 {len(update.pins)} 个（{update.issued} 签发），下次连接时生效"
    english = f"{len(update.pins)} public keys of the gateway are pinned (issued {update.issued})"
    print(english if arguments.lang == "en" else told)
    return Exit.DONE
