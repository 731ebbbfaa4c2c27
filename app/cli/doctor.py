"""``doctor``: the self-check in plain words; 3 if something stands in the way of filing."""

import argparse
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit
from app.cli.output import one_line, print_json
from app.cli.tables import tables_of
from app.gateway.embedded import GatewayNotStarted
from app.main.desk import Home, gateway_told, opened, place_of, way_to_gateway
from app.main.trust import trust_for
from app.store.engine import StoreTrouble
from app.store.unsafe_folder import UnsafeFolder
from app.transport.errors import InsecureAddress
from app.transport.tls import Trust
from app.work.doctor import CheckLine, Verdict, diagnose, gateway_line
from app.work.gateway_trust import trust_told

_SIGNS = {Verdict.OK: "好  ", Verdict.WARN: "留意", Verdict.BAD: "有误"}
_ENGLISH = {Verdict.OK: "ok  ", Verdict.WARN: "warn", Verdict.BAD: "bad "}


def run_doctor(arguments: argparse.Namespace) -> Exit:
    """Look at everything filing depends on and say what to do."""
    home, clock = Home(home_of(arguments)), clock_of(arguments)
    now = clock.now()
    tables = tables_of(arguments).status(now.date())
    try:
        with opened(home) as database, database.reading() as connection:
            url = gateway_told(connection)

            def gateway() -> CheckLine:
                return _gateway(home, url, clock.now(), lambda: trust_told(connection))

            lines = diagnose(place_of(home), connection, tables, now, gateway)
    except StoreTrouble as error:
        refused = isinstance(error, UnsafeFolder)
        look = _gateway_elsewhere if refused else lambda now: _gateway(home, "", now, Trust)
        lines = diagnose(place_of(home), None, tables, now, lambda: look(clock.now()), str(error))
    ok = all(line.verdict is not Verdict.BAD for line in lines)
    if arguments.json:
        rows = [{"name": line.name, "verdict": line.verdict.value, "sentence": line.sentence} for line in lines]
        print_json({"ok": ok, "checks": rows})
    else:
        for line in lines:
            print(_shown(line, arguments.lang == "en"))
    return Exit.DONE if ok else Exit.TROUBLE


def _gateway_elsewhere(now: datetime) -> CheckLine:
    """Look at the built-in gateway without leaving its files in a folder that was refused."""
    with tempfile.TemporaryDirectory(prefix="portdesk-doctor-") as folder:
        return _gateway(Home(Path(folder)), "", now, Trust)


def _gateway(home: Home, url: str, now: datetime, told: Callable[[], Trust]) -> CheckLine:
    name, english = (url, url) if url else ("内置模拟网关", "the built-in gateway")
    try:
        trust = trust_for(home, url, told())
        with way_to_gateway(home, url, now, trust=trust) as way:
            line = gateway_line(way, now, name, english)
    except (GatewayNotStarted, InsecureAddress) as error:
        return CheckLine("网关", Verdict.BAD, str(error), f"gateway: {english} cannot be used")
    if line.verdict is Verdict.OK and trust.receipt_certificate is None:
        told_more = f"{line.sentence}；没有登记它的回执证书，回执只核对摘要，不验签名"
        return CheckLine(line.name, Verdict.WARN, told_more, f"{line.english}; its receipts are not verified")
    return line


def _shown(line: CheckLine, english: bool) -> str:
    if english:
        return one_line(f"{_ENGLISH[line.verdict]}  {line.english}")
    return one_line(f"{_SIGNS[line.verdict]}  {line.name}：{line.sentence}")
