"""``refdata`` as people run it: status, search, import of every file of the reference folder, dry run, taking back."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.app.cli.conftest import Command

SHARED = Path("/work/shared/reference")
ROOT = Path(__file__).resolve().parents[3]
NEEDED = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"{SHARED} is not on this machine: the design folder is never part of the repository"
)


def portdesk(home: Path, *arguments: object) -> Any:
    words = [sys.executable, "-m", "app", *map(str, arguments), "--home", str(home), "--json"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A home with all the tables of the reference folder, and what the import said."""
    home = tmp_path_factory.mktemp("refdata")
    return home, portdesk(home, "refdata", "import", SHARED, "--as-of", "2022-06-30")


@pytest.mark.slow
@NEEDED
def test_every_file_of_the_reference_folder_is_imported_whole(full_home: tuple[Path, Any]) -> None:
    _, said = full_home
    imported = {one["table"]: one for one in said["tables"]}
    assert said["unknown"] == ["README.md"]
    assert set(imported) == {path.stem for path in SHARED.glob("*.csv")} and len(imported) == 32
    for path in SHARED.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert imported[path.stem]["rows"] == sum(1 for _ in csv.reader(file)) - 1, path.stem


@pytest.mark.slow
@NEEDED
def test_every_imported_table_answers_a_search(full_home: tuple[Path, Any]) -> None:
    import app.reference
    from app.store.reference_file import ReferenceFile
    from app.store.reference_rows import imported_tables

    reference = app.reference.load()
    reference.lay_over(imported_tables(ReferenceFile(full_home[0] / app.reference.FILE)))
    for path in SHARED.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        for line in (lines[0], lines[len(lines) // 2], lines[-1]):
            name = " ".join((line.get("name") or line["element"]).split())
            found = reference.search(path.stem, name, limit=100_000)
            code = line.get("code", line.get("hs_prefix")) or name
            assert (code, name) in {(row.code, row.name) for row in found}, path.stem
            assert code.strip() == "" or code in {row.code for row in reference.search(path.stem, code, 100_000)}
    assert [row.code for row in reference.search("ports", "wlbt")][:1] == ["MNG901"]
    assert reference.search("hs_codes", "焦煤")[0].code == "2701121000"


@pytest.mark.slow
@NEEDED
def test_a_second_import_of_everything_changes_nothing(full_home: tuple[Path, Any]) -> None:
    home, _ = full_home
    assert portdesk(home, "refdata", "import", SHARED, "--as-of", "2022-06-30")["changes"] == 0


@pytest.mark.slow
@NEEDED
def test_status_says_which_tables_are_old_and_search_where_a_row_is_from(full_home: tuple[Path, Any]) -> None:
    home, _ = full_home
    tables = {one["table"]: one for one in portdesk(home, "refdata", "status")["tables"]}
    assert tables["hs_codes"]["imported"] and tables["hs_codes"]["old"] and tables["hs_codes"]["rows"] == 12_623
    assert not tables["brand_types"]["imported"]
    (row,) = portdesk(home, "refdata", "search", "hs_codes", "2701121000")["rows"]
    assert row["code"] == "2701121000" and row["as_of"] == "2022-06-30" and row["source"] == "导入 hs_codes.csv"


def test_import_dry_run_undo(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "计量单位代码表.csv"
    table.write_text("名称,代码\n新单位,901\n", encoding="gb18030")
    dry = command("refdata", "import", table, "--as-of", "2026-01-01", "--dry-run")
    assert dry.code == 0 and dry.out.endswith("1 项变化，影响 0 份草稿（新增 1）；试导入，未作改动\n") and not dry.err
    assert command("refdata", "search", "units", "901", "--json").json["rows"] == []
    done = command("refdata", "import", table, "--as-of", "2026-01-01", "--json").json
    assert done["changes"] == 1 and done["import"] == 1 and done["tables"][0]["table"] == "units"
    assert command("refdata", "search", "units", "xindanwei", "--json").json["rows"] == [
        {"code": "901", "name": "新单位", "as_of": "2026-01-01", "source": "导入 计量单位代码表.csv"}
    ]
    undone = command("refdata", "undo")
    assert undone.code == 0 and "已撤回" in undone.out and "计量单位代码表.csv" in undone.out
    assert command("refdata", "search", "units", "901", "--json").json["rows"] == []
    assert command("refdata", "undo").code == 2


def test_a_day_nobody_told_is_taken_and_said(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text("code,name\n901,新单位\n", encoding="utf-8")
    done = command("refdata", "import", table)
    assert done.code == 0 and "--as-of" in done.err
    english = command("refdata", "import", table, "--lang", "en")
    assert english.code == 0 and "give --as-of DATE" in english.err and english.out.isascii()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nothing.csv", None, "找不到该文件"),
        ("download.csv", b"code,name\n1,x\n", "认不出是哪张代码表，请用 --table 表名指明"),
        ("units.csv", b"code,name\n035,\n", "units.csv：第 2 行“name”列名称是空的，请补上或删去该行"),
        ("units.csv", b"a,b\n1,2\n", "没有含代码和名称两列的表头"),
        ("units.csv", b"code,name\n", "表头之下没有数据"),
        ("units.xlsx", b"junk", "不是有效的 xlsx"),
    ],
)
def test_what_cannot_be_imported_is_one_line_with_the_cure(
    command: Command, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = command("refdata", "import", tmp_path / name, "--as-of", "2026-01-01")
    assert done.code == 2 and words in done.err and done.err.count("\n") == 1 and not done.out


def test_a_table_nobody_knows_is_refused_with_the_nearest(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text("code,name\n901,新单位\n", encoding="utf-8")
    done = command("refdata", "import", table, "--table", "unit", "--as-of", "2026-01-01")
    assert done.code == 2 and "没有代码表 unit，是否指 units？" in done.err and not done.out
    asked = command("refdata", "import", table, "--table", "units", "--supplement", "--as-of", "2026-01-01")
    assert asked.code == 0 and "作为补充，未列出的不停用" in asked.out and "--whole" not in asked.out


def test_unknown_files_of_a_folder_are_told_and_no_failure(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "notes.txt").write_text("words", encoding="utf-8")
    (folder / "my own.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = command("refdata", "import", folder, "--as-of", "2026-01-01")
    assert done.code == 0 and "notes.txt：认不出" in done.out and "my own.csv：认不出" in done.out


def test_all_tables_are_searched_at_once(command: Command) -> None:
    rows = command("refdata", "search", "all", "蒙古", "--json").json["rows"]
    assert rows[0]["name"] == "蒙古" and ("countries", "MNG") in {(row["table"], row["code"]) for row in rows}
    assert {"ports", "countries"} <= {row["table"] for row in rows}
    assert "甘其毛都" in command("refdata", "search", "all", "gqmd").out
    assert command("refdata", "search", "all", "qqqqqqq").out == "各表里都没有\n"


def test_a_damaged_file_of_tables_is_trouble_with_a_cure(command: Command, home: Path) -> None:
    (home / "reference.db").write_bytes(b"no database at all " * 100)
    done = command("refdata", "status")
    assert done.code == 3 and "已损坏，请删去它后重新导入" in done.err


def test_a_check_goes_by_what_was_imported(command: Command, tmp_path: Path) -> None:
    from tests.helpers.scenarios import SCENARIOS

    draft = tmp_path / "s01.json"
    draft.write_text(SCENARIOS["S01"].build().to_json(), encoding="utf-8")
    table = tmp_path / "trade_modes.csv"
    mode = SCENARIOS["S01"].build().get("trade_mode")
    table.write_text(f"code,name,until,successor\n{mode},旧监管方式,2026-01-31,9999\n", encoding="utf-8")

    def rules(*arguments: object) -> set[tuple[str, str, str]]:
        (report,) = command("check", draft, "--json", *arguments).json["files"]
        return {(one["rule"], one["severity"], one["path"]) for one in report["problems"]}

    before = rules("--as-of", "2026-03-02")
    assert command("refdata", "import", table, "--as-of", "2026-02-01").code == 0
    assert ("R016", "error", "trade_mode") in rules("--as-of", "2026-03-02") - before
    assert ("R016", "error", "trade_mode") not in rules("--as-of", "2026-01-30")
    assert command("refdata", "undo").code == 0
    assert rules("--as-of", "2026-03-02") == before
