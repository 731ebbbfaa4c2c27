"""What every command needs from its arguments: the home folder, the clock, the files and the facts beside them."""

import argparse
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.cli.outcome import Exit, Refused
from app.cli.output import complain
from app.core.clock import SHANGHAI, Clock, ShiftedClock, SystemClock
from app.core.system_words import system_words

_YEARS = range(1990, 2100)
_LARGEST_FACTS = 1_000_000


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
    moment: datetime | None = arguments.now
    if moment is None and (told := os.environ.get("PORTDESK_NOW")):
        try:
            moment = read_moment(told)
        except ValueError:
            like = "2026-03-02T09:30:00"
            english = f"the environment's PORTDESK_NOW={told} is no time, write it like {like}"
            raise Refused(Exit.USAGE, f"环境变量 PORTDESK_NOW={told} 不是时间，应如 {like}", english) from None
    return SystemClock() if moment is None else ShiftedClock(moment)


def read_moment(text: str) -> datetime:
    """Return an ISO time, in Shanghai if it names no zone; raises ValueError, also for a year far from any filing."""
    moment = datetime.fromisoformat(text)
    _refuse_far(moment)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)


def read_day(text: str) -> date:
    """Return an ISO date; raises ValueError, also for a year far from any filing."""
    day = date.fromisoformat(text)
    _refuse_far(day)
    return day


def _refuse_far(day: date) -> None:
    if day.year not in _YEARS:  # deadlines are counted from here, and the calendar has ends
        raise ValueError(day)


def facts_of(path: Path | None, english: bool = False) -> dict[str, Any]:
    """Return the facts in a ``--facts`` file, telling which are of no use; raises Refused if it is no such file."""
    if path is None:
        return {}
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FACTS + 1)
    except OSError as error:
        told = f"{path}: cannot be read ({error.strerror})"
        raise Refused(Exit.USAGE, f"{path}：无法读取（{system_words(error)}），请核对路径", told) from error
    if len(content) > _LARGEST_FACTS:
        raise Refused(Exit.USAGE, f"{path}：超过 1 MB，不是事实文件", f"{path}: more than 1 MB, not a file of facts")
    try:
        facts = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(Exit.USAGE, f"{path}：不是有效的 JSON，请核对内容", f"{path}: not valid JSON") from error
    if not isinstance(facts, dict):
        like = '{"vehicle_departed": true}'
        told = f"{path}: should be one JSON object like {like}"
        raise Refused(Exit.USAGE, f"{path}：应为一个 JSON 对象，如 {like}", told)
    _tell_useless(path, facts, english)
    return facts


def _tell_useless(path: Path, facts: dict[str, Any], english: bool) -> None:
    from forms.facts import faults

    useless = [name for name, value in facts.items() if faults({name: value})]
    if english and useless:
        complain(f"{path}: unknown or unusable and ignored: {', '.join(useless)}")
    elif useless:
        for sentence in faults(facts):
            complain(f"{path}：{sentence}")
