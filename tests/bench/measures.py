"""What is measured, how, and against which target; each measure hands back its samples in milliseconds."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import forms
from app.core.check import Checker, check
from app.core.draft import Draft
from app.reference.reference import Reference, load
from app.wire.read import read_message
from app.wire.schema import findings
from app.wire.xml import write
from tests.bench.finding import frame_share, opening_share, search_share
from tests.bench.full_search import full_search, share_of_bare_query
from tests.bench.live_tax import share_of_repaint, shared_freight
from tests.bench.lots import share_of_summing
from tests.helpers.scenarios import SCENARIOS

LINES = 50
SCENARIO = SCENARIOS["S01"]
FORM = forms.load(SCENARIO.form)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with the limit its 95th percentile must keep; the limits are those of the design's UX goals."""

    name: str
    limit_ms: float
    samples: Callable[[], Iterator[float]]


def timed(action: Callable[[], object], times: int) -> Iterator[float]:
    """Milliseconds of each of a number of runs; one run before them is not counted."""
    action()
    for _ in range(times):
        start = perf_counter()
        action()
        yield (perf_counter() - start) * 1000


@cache
def tables() -> Reference:
    """The bundled code tables."""
    return load()


def long_draft() -> Draft:
    """Scenario S01 with as many goods lines as a declaration can have."""
    draft = SCENARIO.build()
    first = draft.row_texts("items", 0)
    while draft.rows("items") < LINES:
        draft.insert_row("items", draft.rows("items"), first)
    FORM.renumber(draft)
    return draft


def whole_check() -> Iterator[float]:
    """Check a declaration of 50 lines from nothing."""
    draft = long_draft()
    return timed(lambda: check(FORM, {}, tables(), draft, SCENARIO.today), 20)


def hundred_drafts() -> Iterator[float]:
    """Check a hundred drafts of one line, one after the other."""
    drafts = [SCENARIO.build() for _ in range(100)]
    return timed(lambda: [check(FORM, {}, tables(), draft, SCENARIO.today) for draft in drafts], 3)


def field_left() -> Iterator[float]:
    """Put a text into a field of a long draft and have its problems."""
    checker = Checker(FORM, long_draft(), tables(), SCENARIO.today)
    paths = [path for path, _ in checker.draft.filled() if path.startswith(("items[7]", "net_", "gross_", "trade_"))]
    for path in paths * 6:
        right = checker.draft.get(path)
        for text in (right + "9", right):
            start = perf_counter()
            checker.put(path, text)
            checker.problems()
            yield (perf_counter() - start) * 1000


def draft_opened() -> Iterator[float]:
    """Read a long draft from its stored text and check it."""
    stored = long_draft().to_json()
    return timed(lambda: Checker(FORM, Draft.from_json(stored), tables(), SCENARIO.today).problems(), 20)


def code_looked_up() -> Iterator[float]:
    """Search code tables by code, Chinese, pinyin and initials, as the pop-up does after each key."""
    reference = tables()
    for table, words in {
        "countries": ("中", "蒙古", "mengg", "mg", "MNG"),
        "hs_codes": ("2701", "煤", "mei", "无烟煤"),
        "customs_offices": ("07", "甘其", "gqmd", "二连"),
        "trade_modes": ("0110", "一般", "ybmy"),
    }.items():
        for word in words:
            yield from timed(lambda table=table, word=word: reference.search(table, word), 20)  # type: ignore[misc]


def message_written() -> Iterator[float]:
    """Write the message of a long declaration and hold it against the schema."""
    draft = long_draft()
    return timed(lambda: findings(write(FORM, draft)), 20)


def message_read() -> Iterator[float]:
    """Read the message of a long declaration."""
    content = write(FORM, long_draft())
    return timed(lambda: read_message(content), 20)


def command_line(expected: int, *arguments: str) -> Callable[[], object]:
    """A run of the command line as its own process, start-up included; another exit code ends the measurement."""

    def action() -> None:
        done = subprocess.run([sys.executable, "-m", "app", *arguments], capture_output=True, text=True, check=False)
        if done.returncode != expected:
            raise RuntimeError(f"{arguments}: exit code {done.returncode}\n{done.stderr}")

    return action


def bad_file_refused() -> Iterator[float]:
    """Refuse a file that is no message at all."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bad.xml"
        path.write_bytes(b"not a message")
        yield from timed(command_line(2, "check", str(path)), 5)


def file_checked() -> Iterator[float]:
    """Check a message of one line from the command line."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s01.xml"
        path.write_bytes(write(FORM, SCENARIO.build()))
        yield from timed(command_line(0, "check", "--as-of", SCENARIO.today.isoformat(), str(path)), 5)


MEASURES = (
    Measure("field left in a declaration of 50 lines", 50, field_left),
    Measure("whole check of 50 lines", 300, whole_check),
    Measure("check of 100 drafts", 3000, hundred_drafts),
    Measure("live tax of a key ÷ repaint of its field (share)", 1, share_of_repaint),
    Measure("live tax where freight is shared by 50 lines", 16, shared_freight),
    Measure("draft of 50 lines opened and checked", 300, draft_opened),
    Measure("code looked up after a key", 30, code_looked_up),
    Measure("full tables searched after a key", 30, full_search),
    Measure("full tables: search ÷ bare text index (share)", 2, share_of_bare_query),
    Measure("list of 100,000: frame ÷ constant row (share)", 1.3, frame_share),
    Measure("list of 100,000: opening ÷ constant row (share)", 1.3, opening_share),
    Measure("list of 100,000: search ÷ bare text index (share)", 2, search_share),
    Measure("lot for 300 residents ÷ sum of its Decimals (share)", 20, share_of_summing),
    Measure("message of 50 lines written and validated", 300, message_written),
    Measure("message of 50 lines read", 300, message_read),
    Measure("command line: unreadable file refused", 1000, bad_file_refused),
    Measure("command line: message checked", 1500, file_checked),
)
