"""Imported code tables on real files: compared, written at one stroke, taken back; nothing used ever disappears."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from app.core.clock import SHANGHAI
from app.core.draft import Draft
from app.reference import Reference, load
from app.reference.difference import ChangeKind
from app.reference.incoming.recognise import Told
from app.store import reference_import
from app.store.drafts import create_draft
from app.store.engine import Database
from app.store.reference_file import SHAPE, ReferenceFile, ReferenceTrouble
from app.store.reference_rows import imported_tables
from app.store.reference_use import drafts_using
from app.work.refdata import Report, Wish, head_of, import_tables, undo_import

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=SHANGHAI)
YEAR = Wish(date(2026, 1, 1))
LATER = Wish(date(2026, 11, 1))
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def file(tmp_path: Path) -> ReferenceFile:
    return ReferenceFile(tmp_path / "home" / "reference.db")


def nobody(_changed: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return ()


def put_in(file: ReferenceFile, folder: Path, wish: Wish = YEAR, *, dry: bool = False, **tables: str) -> Report:
    """Import tables written as lines parted by slashes, the first one the header."""
    folder = folder / f"tables{len(list(folder.iterdir()))}"
    folder.mkdir()
    for stem, text in tables.items():
        (folder / f"{stem}.csv").write_text(text.replace("/", "\n"), encoding="utf-8")
    return import_tables(file, folder, wish, {}, NOW, nobody, dry=dry)


def over(file: ReferenceFile) -> Reference:
    reference = load()
    reference.lay_over(imported_tables(file))
    return reference


def contents(file: ReferenceFile) -> list[str]:
    """Every row that is alive, and every state, as text."""
    with file.reading() as connection:
        rows = connection.execute("SELECT * FROM rows WHERE died IS NULL ORDER BY stem, key").fetchall()
        return [repr(row[1:]) for row in rows] + [repr(one) for one in reference_import.states(connection).items()]


def test_imported_rows_stand_over_the_bundled_ones_and_keep_what_they_do_not_say(
    file: ReferenceFile, tmp_path: Path
) -> None:
    put_in(file, tmp_path, customs_offices="code,name/0708,乌拉特新关/9999,新设海关")
    reference = over(file)
    known, new = reference.row("customs_offices", "0708"), reference.row("customs_offices", "9999")
    assert known is not None and known.name == "乌拉特新关" and known.as_of == "2026-01-01"
    assert known.values["traffic"] == "4", "what only the bundled table says is still there"
    assert new is not None and new.source == "导入 customs_offices.csv"
    assert reference.row("customs_offices", "0702") is not None, "bundled codes the import does not have remain"
    assert [row.code for row in reference.search("customs_offices", "xshg")] == ["9999"]


def test_the_same_import_again_changes_nothing(file: ReferenceFile, tmp_path: Path) -> None:
    first = put_in(file, tmp_path, units="code,name/035,千克/070,吨", countries="code,name/MNG,蒙古")
    before = contents(file)
    again = put_in(file, tmp_path, units="name,code/吨,070/千克,035", countries="code,name/MNG,蒙古")
    assert first.digest == "3 项变化，影响 0 份草稿（新增 3）"
    assert again.digest == "没有变化" and again.number is None
    assert contents(file) == before


def test_a_code_no_longer_listed_ends_and_is_told_with_its_successor(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name,successor/901,老千克,902/902,新千克,")
    report = put_in(file, tmp_path, LATER, units="code,name/902,新千克")
    assert report.tables[0].difference.counts() == {ChangeKind.ENDED: 1}
    reference = over(file)
    assert reference.row("units", "901", date(2026, 10, 31)) is not None
    assert reference.row("units", "901", date(2026, 11, 1)) is None
    newest = reference.row("units", "901")
    assert newest is not None and newest.successor == "902" and newest.until == date(2026, 10, 31)
    assert newest.values["mark"] == "2026-11-01 起的表不再列出"
    put_in(file, tmp_path, Wish(date(2026, 11, 20)), units="code,name,successor/901,老千克,902/902,新千克,")
    assert over(file).row("units", "901", date(2026, 11, 21)) is not None, "listed again, it is valid again"


def test_a_later_version_of_a_row_ends_the_one_before_on_the_eve(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, tariff_rates="code,name,mfn,since/2701121000,炼焦煤,0.03,2025-01-01")
    put_in(file, tmp_path, tariff_rates="code,name,mfn,since/2701121000,炼焦煤,0.06,2026-01-01")
    reference = over(file)
    for day, rate in ((date(2025, 12, 31), "0.03"), (date(2026, 1, 1), "0.06")):
        row = reference.row("tariff_rates", "2701121000", day)
        assert row is not None and row.values["mfn"] == rate
    assert reference.row("tariff_rates", "2701121000", date(2024, 12, 31)) is None


def test_a_file_of_a_few_rows_is_a_supplement_unless_told(file: ReferenceFile, tmp_path: Path) -> None:
    many = "/".join(f"{number:03},单位{number}" for number in range(100, 200))
    put_in(file, tmp_path, units=f"code,name/{many}")
    few = put_in(file, tmp_path, LATER, units="code,name/100,单位一百")
    assert few.tables[0].difference.supplement and few.digest.startswith("1 项变化")
    whole = put_in(file, tmp_path, Wish(date(2026, 11, 1), whole=True), units="code,name/100,单位一百")
    assert whole.tables[0].difference.counts() == {ChangeKind.ENDED: 99}


def test_an_import_is_taken_back_whole_and_then_the_one_before(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name/901,甲", ports="code,name,country_code,country/MNG902,乙,MNG,蒙古")
    before = contents(file)
    put_in(file, tmp_path, LATER, units="code,name/901,甲改名/903,丙", ports="code,name/MNG902,乙")
    assert contents(file) != before
    undone = undo_import(file)
    assert undone is not None and undone.number == 2 and contents(file) == before
    assert undo_import(file) is not None and imported_tables(file) == {}
    assert undo_import(file) is None


def test_a_dry_run_writes_nothing_and_tells_the_same(file: ReferenceFile, tmp_path: Path) -> None:
    dry = put_in(file, tmp_path, dry=True, units="code,name/901,甲")
    assert not file.exists() and dry.number is None
    real = put_in(file, tmp_path, units="code,name/901,甲")
    assert (dry.digest, dry.tables[0].difference) == (real.digest, real.tables[0].difference)
    before = contents(file)
    assert put_in(file, tmp_path, LATER, dry=True, units="code,name/901,乙").digest.startswith("1 项变化")
    assert contents(file) == before


def test_one_bad_file_of_many_leaves_all_tables_as_they_were(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name/901,甲")
    before = contents(file)
    with pytest.raises(Exception, match="第 2 行“name”列名称是空的"):
        put_in(file, tmp_path, countries="code,name/QQQ,新国", units="code,name/901,")
    assert contents(file) == before


def test_a_failure_in_the_midst_of_writing_leaves_all_tables_as_they_were(
    file: ReferenceFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(file, tmp_path, units="code,name/901,甲")
    before = contents(file)
    written = reference_import._written
    rows = {"left": 2}

    def fails(*arguments: object) -> tuple[object, ...]:
        rows["left"] -= 1
        if rows["left"] < 0:
            raise OSError("no space left")
        return written(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reference_import, "_written", fails)
    with pytest.raises(ReferenceTrouble):
        put_in(file, tmp_path, LATER, units="code,name/901,乙/902,丙", usages="code,name/98,甲/97,乙")
    assert contents(file) == before
    monkeypatch.undo()
    put_in(file, tmp_path, LATER, units="code,name/901,乙")
    assert contents(file) != before, "the control: without the failure it is written"


class Stopped(Exception):
    """Somebody pressed Esc."""


def test_an_import_that_is_stopped_leaves_no_trace(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name/901,甲")
    before = contents(file)
    table = tmp_path / "units.csv"
    table.write_text("code,name\n901,乙\n", encoding="utf-8")
    heard: list[str] = []

    def stop(words: str) -> None:
        heard.append(words)
        if words == "正在写入":
            raise Stopped

    with pytest.raises(Stopped):
        import_tables(file, table, LATER, {}, NOW, nobody, progress=stop)
    assert contents(file) == before
    assert heard == ["正在读取文件", "正在比较", "正在为“计量单位”编拼音", "正在写入"]


def test_tables_read_in_the_background_are_taken_over_at_once(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name/901,甲")
    reference = over(file)
    reference.remember("units", "035")
    reference.warm("units")
    put_in(file, tmp_path, LATER, units="code,name/901,乙")
    other = reference.relaid(imported_tables(file))
    other.warm("units")
    assert reference.search("units", "901")[0].name == "甲"
    reference.adopt(other)
    assert reference.search("units", "901")[0].name == "乙" and reference.recent("units") == ("035",)
    reference.adopt(reference.relaid({}))
    assert reference.row("units", "901") is None and reference.row("units", "035") is not None


def test_the_head_of_an_unknown_file_is_shown_for_a_person_to_say(tmp_path: Path) -> None:
    path = tmp_path / "下载.csv"
    path.write_text("某表,\n代码,中文名称,甲\n901,千克,1\n", encoding="utf-8")
    head = head_of(path)
    assert (head.titles, head.samples) == (("代码", "中文名称", "甲"), ("901", "千克", "1"))
    assert head.columns == ("code", "name", "甲")


KILLED = """
    import os, signal, sys
    from datetime import date, datetime
    from pathlib import Path
    from app.core.clock import SHANGHAI
    from app.store import reference_import
    from app.store.reference_file import ReferenceFile
    from app.work.refdata import Wish, import_tables
    written, calls = reference_import._written, []
    def dies(*arguments):
        calls.append(1)
        if len(calls) > int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return written(*arguments)
    reference_import._written = dies
    now = datetime(2026, 11, 21, tzinfo=SHANGHAI)
    import_tables(ReferenceFile(Path(sys.argv[1])), Path(sys.argv[2]), Wish(date(2026, 11, 1)), {}, now, lambda _: ())
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
def test_a_process_killed_in_the_midst_of_an_import_leaves_the_old_tables(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name/901,甲")
    before = contents(file)
    table = tmp_path / "units.csv"
    # More than fits into the page cache of one transaction, so that the file itself has been written to.
    rows = "\n".join(f"{number},{'a long name ' * 60}{number}" for number in range(10_000, 18_000))
    table.write_text(f"code,name\n901,乙\n{rows}\n", encoding="utf-8")

    def run(survives: int) -> int:
        arguments = [sys.executable, "-c", textwrap.dedent(KILLED), str(file.path), str(table), str(survives)]
        return subprocess.run(arguments, cwd=ROOT, check=False).returncode

    assert run(7_500) == -signal.SIGKILL
    assert Path(f"{file.path}-journal").exists(), "the control: the file was being written when the process died"
    assert contents(file) == before
    assert run(1_000_000) == 0 and contents(file) != before, "the control: with its life it writes"


def test_drafts_that_use_a_changed_code_are_named(file: ReferenceFile, database: Database, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name/901,甲/902,乙", hs_elements="hs_prefix,element,required/2701,品名,1")
    texts = {"a": {"items[0].unit": "901"}, "b": {"items[2].hs_code": "2701121000"}, "c": {"items[0].unit": "902"}}
    ids = {}
    with database.writing() as connection:
        for number, (name, fields) in enumerate(texts.items()):
            draft = Draft("import", "4.8")
            draft.update(fields)
            ids[name] = create_draft(connection, draft, NOW + timedelta(minutes=number)).id
    folder = tmp_path / "next"
    folder.mkdir()
    (folder / "units.csv").write_text("code,name\n901,甲改\n902,乙\n903,丙\n", encoding="utf-8")
    (folder / "hs_elements.csv").write_text("hs_prefix,element,required\n2701,品名,0\n", encoding="utf-8")
    with database.reading() as connection:
        report = import_tables(file, folder, LATER, {}, NOW, lambda changed: drafts_using(connection, changed))
    assert report.drafts == (ids["b"], ids["a"])
    assert report.digest == "3 项变化，影响 2 份草稿（新增 1，改名 1，申报要素 1）"
    with file.reading() as connection:
        newest = reference_import.imports(connection)[0]
        changes = reference_import.changes_of(connection, newest.number)
        assert [(one.table, one.code, one.kind.value) for one in changes] == [
            ("hs_elements", "2701", "申报要素"),
            ("units", "901", "改名"),
            ("units", "903", "新增"),
        ]
        assert changes[1].before is not None and changes[1].before.name == "甲"
        ((noted, change),) = reference_import.history_of(connection, "units", "901")
        assert noted.drafts == report.drafts and not noted.seen and change.after.name == "甲改"


def test_columns_told_once_are_known_the_next_time(file: ReferenceFile, tmp_path: Path) -> None:
    first, second = tmp_path / "下载1.csv", tmp_path / "下载2.csv"
    first.write_text("甲,乙\n901,千克\n", encoding="utf-8")
    second.write_text("乙,甲\n吨,902\n", encoding="utf-8")
    told = Wish(date(2026, 1, 1), told=Told("units", {"甲": "code", "乙": "name"}))
    import_tables(file, first, told, {}, NOW, nobody)
    report = import_tables(file, second, Wish(date(2026, 1, 1), whole=False), {}, NOW, nobody)
    assert [table.known.table for table in report.tables] == ["units"]
    assert {code for code in ("901", "902") if over(file).row("units", code)} == {"901", "902"}


def test_what_is_said_of_everyday_articles_with_confidence_fills_the_tariff(
    file: ReferenceFile, tmp_path: Path
) -> None:
    head = "code,name,unit1_code,unit1,control_marks,elements_required,conf_units,conf_marks"
    sure, hint = "9001000001,镜,001,台,7A,品牌类型|度数,A,C", "9001000002,片,002,座,4x,品牌类型,C,B"
    put_in(file, tmp_path, hs_curated=f"{head}/{sure}/{hint}", hs_codes="code,name/9001000001,镜子/9001000002,片子")
    first, second = (over(file).row("hs_codes", f"900100000{number}") for number in (1, 2))
    assert first is not None and first.name == "镜子" and first.values["unit1"] == "001"
    assert "marks" not in first.values and first.values["elements"] == "品牌类型;度数"
    assert second is not None and "unit1" not in second.values and second.values["marks"] == "4x"
    assert [one.name for one in over(file).elements("9001000001").elements] == ["品牌类型", "出口享惠情况", "度数"]


def test_an_official_workbook_with_titles_percentages_unit_names_and_a_page_of_words(
    file: ReferenceFile, tmp_path: Path
) -> None:
    path = tmp_path / "2026年进出口税则.xlsx"
    book = xlsxwriter.Workbook(path)
    rows = book.add_worksheet("Sheet1")
    rows.write(0, 0, "进出口税则（2026年）")
    rows.write_row(2, 0, ["货品名称", "最惠国税率(%)", "税则号列", "第一法定单位", "增值税率", "申报要素"])
    rows.write_row(3, 0, ["虚构的煤", 3, 2701990010, "千克", 0.13, "0:品牌类型;1:出口享惠情况;2:灰分"])
    rows.write_row(4, 0, ["虚构的马", 0, 101290099, "虚构单位", 0.09, ""])
    book.add_worksheet("说明").write(0, 0, "本表仅供参考")
    book.close()
    report = import_tables(file, path, YEAR, {}, NOW, nobody)
    assert report.passed_over == ("2026年进出口税则.xlsx 的“说明”表",) and report.tables[0].padded == 1
    coal, horse = (over(file).row("hs_codes", code) for code in ("2701990010", "0101290099"))
    assert coal is not None and horse is not None
    assert {name: coal.values[name] for name in ("mfn", "vat", "unit1", "elements", "elements_ordered")} == {
        "mfn": "3%",
        "vat": "0.13",
        "unit1": "035",
        "elements": "品牌类型;出口享惠情况;灰分",
        "elements_ordered": "yes",
    }
    assert horse.values["unit1_name"] == "虚构单位" and "unit1" not in horse.values, (
        "no rule goes by a unit nobody knows"
    )


def test_a_file_that_is_damaged_or_newer_says_so(file: ReferenceFile, tmp_path: Path) -> None:
    put_in(file, tmp_path, units="code,name/901,甲")
    with sqlite3.connect(file.path) as connection:
        connection.execute(f"PRAGMA user_version = {SHAPE + 1}")
    connection.close()
    with pytest.raises(ReferenceTrouble, match="请升级程序"):
        imported_tables(file)
    file.path.write_bytes(b"this is a letter, not a database. " * 200)
    with pytest.raises(ReferenceTrouble, match="已损坏，请删去它后重新导入"):
        imported_tables(file)
