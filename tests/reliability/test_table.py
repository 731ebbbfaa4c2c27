"""The table keeps older lines, shows what did not run, and never shows a row that a test broke off as passed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.figures import FAILED, PASSED, SKIPPED, Figures, Result, kept
from tests.reliability.rows import LEFT_OUT, ROWS
from tests.reliability.table import NOT_RUN, merged, page, read

ROOT = Path(__file__).resolve().parents[2]


def result(row: str, figure: str, part: str = "", date: str = "2026-03-02", verdict: str = PASSED) -> Result:
    return Result(row, part, "0 lost", figure, "NORMAL: 7 lost", verdict, 1.5, date)


def test_every_row_of_the_plan_is_there_or_left_out_with_a_reason() -> None:
    numbers = {row.id for row in ROWS} | set(LEFT_OUT)
    assert numbers == {f"R-{number:02d}" for number in range(1, 29)}
    text = page([])
    assert text.count(NOT_RUN) == len(ROWS)
    assert all(f"* {row}：" in text for row in LEFT_OUT)


def test_a_page_is_read_back_as_it_was_written() -> None:
    results = [result("R-01", "1000 | a\\b"), result("R-02", "x", "FULL"), result("R-02", "y", "tearing")]
    assert read(page(results)) == results


def test_one_row_run_again_leaves_the_others_with_their_date() -> None:
    before = [result("R-01", "old"), result("R-02", "old", "a"), result("R-02", "old", "b")]
    now = [result("R-02", "new", "a", "2026-03-03")]
    assert merged(before, now) == [before[0], now[0], before[2]]


def test_a_row_with_one_failed_part_has_not_passed() -> None:
    assert " 0 行通过" in page([result("R-02", "x", "a"), result("R-02", "x", "b", verdict=FAILED)])
    assert " 1 行通过" in page([result("R-02", "x", "a"), result("R-02", "x", "b")])


def test_a_record_that_did_not_pass_is_kept_and_fails_the_test(tmp_path: Path) -> None:
    recorder = Figures(lambda one: one.keep(tmp_path))
    with pytest.raises(AssertionError, match="R-04"):
        recorder.record("R-04", figure="3 lost", control="none lost", passed=False)
    (found,) = kept(tmp_path)
    assert (found.row, found.figure, found.verdict) == ("R-04", "3 lost", FAILED)


def test_a_figure_without_its_control_is_refused() -> None:
    with pytest.raises(AssertionError, match="control"):
        Figures(None).record("R-04", figure="74 of 74", control="")


SLOW_TESTS = """
import pytest

pytestmark = pytest.mark.slow

@pytest.mark.reliability("R-04")
def test_breaks_off(figures):
    raise ValueError("secret")

@pytest.mark.reliability("R-05")
@pytest.mark.skip(reason="no compiler")
def test_skipped(figures):
    pass

@pytest.mark.reliability("R-06")
def test_records(figures):
    figures.record("R-06", figure="2000", control="8 of 8 found")
"""


def run_slow(folder: Path, *arguments: str) -> dict[str, Result]:
    """Run the tests above in a process of their own and return what they left for the table."""
    (folder / "test_slow.py").write_text(SLOW_TESTS)
    plugin = "import tests.reliability.figures as f, pathlib\nf.FOLDER = pathlib.Path('kept')\n"
    (folder / "conftest.py").write_text(plugin + "from tests.reliability.recorder import *\n")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = slow\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return {one.row: one for one in kept(folder / "kept")}


def test_a_test_that_breaks_off_or_is_skipped_says_so_in_the_table(tmp_path: Path) -> None:
    found = run_slow(tmp_path)
    assert {row: one.verdict for row, one in found.items()} == {"R-04": FAILED, "R-05": SKIPPED, "R-06": PASSED}
    assert found["R-05"].figure == "no compiler"
    assert "secret" not in found["R-04"].figure


def test_one_row_can_be_asked_for(tmp_path: Path) -> None:
    assert list(run_slow(tmp_path, "--row=R-06")) == ["R-06"]
