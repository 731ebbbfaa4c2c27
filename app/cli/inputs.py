"""What every command needs from its arguments: the home folder, the clock, the files and the facts beside them."""

import argparse
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from app.cli.outcome import Exit, Refused
from app.core.clock import SHANGHAI, Clock, ShiftedClock, SystemClock


def home_of(arguments: argparse.Namespace) -> Path:
    """Return the data folder: ``--home``, PORTDESK_HOME or the user's application-data folder."""
    if arguments.home is not None:
        return Path(arguments.home)
    if told := os.environ.get("PORTDESK_HOME"):
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("portdesk", appauthor=False)


def clock_of(arguments: argparse.Namespace) -> Clock:
    """Return the machine's clock, or one started at ``--now`` / PORTDESK_NOW."""
    moment = arguments.now
    if moment is None and (told := os.environ.get("PORTDESK_NOW")):
        try:
            moment = datetime.fromisoformat(told)
        except ValueError:
            raise Refused(Exit.USAGE, f"环境变量 PORTDESK_NOW={told} 不是时间，应如 2026-03-02T09:30:00") from None
    if moment is None:
        return SystemClock()
    return ShiftedClock(moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI))


def facts_of(path: Path | None) -> dict[str, Any]:
    """Return the facts in a ``--facts`` file; raises Refused naming the file and the fault."""
    if path is None:
        return {}
    try:
        facts = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused(Exit.USAGE, f"{path}：无法读取（{error.strerror}），请核对路径") from error
    except (ValueError, RecursionError) as error:
        raise Refused(Exit.USAGE, f"{path}：不是有效的 JSON，请核对内容") from error
    if not isinstance(facts, dict):
        raise Refused(Exit.USAGE, f'{path}：应为一个 JSON 对象，如 {{"vehicle_departed": true}}')
    return facts
