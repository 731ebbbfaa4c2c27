"""``doctor``: the self-check in plain words; 3 if something stands in the way of filing."""

import argparse
import json

import app.reference
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.gateway.embedded import GatewayNotStarted
from app.main.desk import Home, opened, place_of, way_to_gateway
from app.store.engine import StoreTrouble
from app.work.doctor import CheckLine, Verdict, diagnose, gateway_line

_SIGNS = {Verdict.OK: "好  ", Verdict.WARN: "留意", Verdict.BAD: "有误"}


def run_doctor(arguments: argparse.Namespace) -> Exit:
    """Look at everything filing depends on and say what to do."""
    home, clock = Home(home_of(arguments)), clock_of(arguments)
    now = clock.now()

    def gateway() -> CheckLine:
        try:
            with way_to_gateway(home, "", now) as way:
                return gateway_line(way, clock.now(), "内置模拟网关")
        except GatewayNotStarted as error:
            return CheckLine("网关", Verdict.BAD, str(error))

    try:
        with opened(home) as database, database.reading() as connection:
            lines = diagnose(place_of(home), connection, app.reference.load().status(now.date()), now, gateway)
    except StoreTrouble as error:
        raise Refused(Exit.TROUBLE, str(error)) from error
    ok = all(line.verdict is not Verdict.BAD for line in lines)
    if arguments.json:
        rows = [{"name": line.name, "verdict": line.verdict.value, "sentence": line.sentence} for line in lines]
        print(json.dumps({"ok": ok, "checks": rows}, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(f"{_SIGNS[line.verdict]}  {line.name}：{line.sentence}")
    return Exit.DONE if ok else Exit.TROUBLE
