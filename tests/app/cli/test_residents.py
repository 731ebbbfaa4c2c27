"""``residents import``: any order of columns, bad rows named and left out, the same list twice, no number told."""

import csv
import json
from pathlib import Path

import pytest
import xlsxwriter

from app.cli import main
from app.cli.outcome import Exit
from app.main.desk import Home, opened
from app.store import audit, border_groups, residents
from tests.helpers.citizens import citizens

TITLES = ["互助组", "身份证号", "姓名", "边民证有效至", "手机", "委托至", "爱好"]


def rows(count: int) -> list[list[str]]:
    return [
        ["巴图组", number, f"边民{n}", "2030-05-31", "13800002206", "长期", "摔跤"]
        for n, number in enumerate(citizens(count))
    ]


def as_csv(folder: Path, lines: list[list[str]], encoding: str = "gb18030") -> Path:
    file = folder / "名单.csv"
    with file.open("w", encoding=encoding, newline="") as opened_file:
        csv.writer(opened_file).writerows([["满洲里互市区边民名单"], TITLES, *lines])
    return file


def as_xlsx(folder: Path, lines: list[list[str]]) -> Path:
    file = folder / "名单.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("边民")
        for number, line in enumerate([TITLES, *lines]):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, cell)
    return file


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_list_is_registered_once(make, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    file = make(tmp_path, rows(5))
    assert main(["residents", "import", str(file), "--zone", "0608", "--json"]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["updated"], told["groups"], told["mandates"]) == (5, 0, 1, 5)
    assert told["ignored_columns"] == ["爱好"]
    assert main(["residents", "import", str(file), "--json"]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["updated"], told["groups"], told["mandates"]) == (0, 5, 0, 0)
    with opened(Home(home)) as database, database.reading() as connection:
        (group,) = border_groups.all_groups(connection)
        assert (group.name, group.zone, group.members) == ("巴图组", "0608", 5)
        assert len(residents.search(connection, "边民")) == 5
        assert len(audit.entries(connection)) == 2


def test_bad_rows_are_named_and_the_others_taken(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = rows(6)
    lines[1][1] = "152501198501010019"
    lines[2][1] = lines[0][1]
    lines[3][3] = "明年"
    lines[4][2] = ""
    assert main(["residents", "import", str(as_csv(tmp_path, lines))]) == Exit.DATA
    heard = capsys.readouterr()
    for words in (
        "第 4 行：身份证号校验位不符",
        "第 5 行：身份证号与",
        "第 6 行：边民证有效至不是日期",
        "第 7 行：姓名未填",
    ):
        assert words.replace("边民证有效至", "证件有效期止") in heard.err
    assert "新登记 2 人" in heard.out
    assert not any(line[1] in heard.out + heard.err for line in lines)
    with opened(Home(home)) as database, database.reading() as connection:
        assert len(residents.search(connection)) == 2


def test_a_dry_run_stores_nothing(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["residents", "import", str(as_csv(tmp_path, rows(3), "utf-8-sig")), "--dry-run"]) == Exit.DONE
    assert "可导入 3 人" in capsys.readouterr().out
    with opened(Home(home)) as database, database.reading() as connection:
        assert residents.search(connection) == []


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"PK\x03\x04broken"])
def test_what_is_no_list_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    assert main(["residents", "import", str(file)]) == Exit.USAGE
    assert capsys.readouterr().err.count("\n") == 1
