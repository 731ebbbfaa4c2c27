"""Every table that leaves the program is written where formulas are taken care of; nobody else writes one."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
WRITERS = {
    "app/sheets/csv_text.py": "puts an apostrophe before what would run",
    "app/sheets/xlsx_out.py": "writes texts as texts; the program that opens it is told to guess nothing",
    "app/sheets/cells.py": "does the same for the clipboard",
    "app/ui/tour/library.py": "writes the tour's own rates for the program to read, for no spreadsheet",
}
_WRITING = {"csv.writer", "csv.DictWriter", "xlsxwriter.Workbook", "Workbook", "openpyxl.Workbook"}


def writers(root: Path) -> Iterator[str]:
    """Every module that writes csv or xlsx by itself."""
    for path in sorted(root.rglob("*.py")):
        text = path.read_text("utf-8")
        if not any(name.rpartition(".")[2] in text for name in _WRITING):
            continue
        calls = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        if any(ast.unparse(call) in _WRITING for call in calls):
            yield path.as_posix()


def test_only_careful_writers_write_tables() -> None:
    assert {Path(path).relative_to(ROOT).as_posix() for path in writers(ROOT / "app")} == set(WRITERS)


def test_the_check_sees_a_careless_writer(tmp_path: Path) -> None:
    (tmp_path / "careless.py").write_text("import csv\ncsv.writer(open('x')).writerow(['=1+1'])\n")
    assert len(list(writers(tmp_path))) == 1
