"""The pytest plugin behind the reliability table: ``figures``, the marker ``reliability`` and the option ``--row``."""

from collections.abc import Generator, Iterator

import pytest

from tests.reliability.figures import FAILED, SKIPPED, Figures, Result, today
from tests.reliability.rows import BY_ID

_FIGURES = pytest.StashKey[Figures]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--row=R-01`` leaves only the tests of that row; may be given more than once."""
    parser.addoption("--row", action="append", default=[], metavar="R-nn", help="only the tests of this row")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "reliability(row): a test of this row of the reliability table")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave only the rows asked for."""
    wanted = set(config.getoption("--row"))
    if not wanted:
        return
    if unknown := wanted - set(BY_ID):
        raise pytest.UsageError(f"no such row: {', '.join(sorted(unknown))}")
    others = [item for item in items if not wanted & set(_rows(item))]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if wanted & set(_rows(item))]


def _rows(item: pytest.Item) -> list[str]:
    return [row for marker in item.iter_markers("reliability") for row in marker.args]


def _counts(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """Where a test of a row records its figure and its control; kept for the table only if the test is slow."""
    node: pytest.Item = request.node
    recorder = Figures(Result.keep if _counts(node) else None)
    node.stash[_FIGURES] = recorder
    yield recorder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A row whose test was skipped or broke off before it recorded anything says so in the table."""
    report = yield
    recorder = item.stash.get(_FIGURES, None)
    silent = recorder is None or not recorder.recorded
    if _counts(item) and silent and not report.passed:
        for row in _rows(item):
            _say_why(item, report, row).keep()
    return report


def _say_why(item: pytest.Item, report: pytest.TestReport, row: str) -> Result:
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        return Result(row, "", BY_ID[row].target, reason.removeprefix("Skipped: "), "", SKIPPED, 0.0, today())
    text = f"测试中断：{item.name}"
    return Result(row, "", BY_ID[row].target, text, "", FAILED, round(report.duration, 1), today())
