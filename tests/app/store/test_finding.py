"""Finding: words, pinyin, ends of numbers and receipts; never a person's number; the index is never behind."""

from datetime import timedelta

import pytest

from app.core.draft import Draft, Mode
from app.declarations.labels import Label
from app.declarations.list_filter import ListFilter, Sort, parse_filter
from app.store import finding
from app.store.drafts import create_draft, delete_draft, save_draft
from app.store.engine import Connection, Database
from app.store.finding_index import index_life
from app.store.search_words import asked, words_of
from tests.helpers.filings import NOW

PERSON = "150826198807071234"


def made(goods: str = "炼焦煤", trader: str = "巴彦淖尔市宏远能源有限公司", **texts: str) -> Draft:
    draft = Draft("import", "4.8", Mode.ADVANCE)
    draft.update({"items[0].name": goods, "trade_name": trader, "items[0].hs_code": "2701121000"})
    draft.update({"entry_customs": "0708", "bill_number": "GQMD20260310001", "sign.client_seq_no": "GQ-1118-037"})
    draft.update(texts)
    return draft


def found(connection: Connection, line: str) -> list[str]:
    numbers = finding.find(connection, parse_filter(line), NOW)
    return [row.summary.goods for row in finding.rows_of(connection, numbers).values()]


@pytest.mark.parametrize(
    "text",
    [
        "焦煤",
        "炼焦煤",
        "ljm",
        "jm",
        "lianjiao",
        "jiaomei",
        "宏远能源",
        "hyny",
        "GQ-1118",
        "1118-037",
        "0310001",
        "2701",
    ],
)
def test_a_declaration_is_found_by_words_pinyin_and_ends_of_numbers(database: Database, text: str) -> None:
    with database.writing() as connection:
        create_draft(connection, made(), NOW)
        create_draft(
            connection,
            made("萤石", "赤峰云铜", **{"bill_number": "X1", "sign.client_seq_no": "Z", "items[0].hs_code": "2529"}),
            NOW,
        )
        assert found(connection, text) == ["炼焦煤"]


def test_the_index_follows_every_save_and_receipt(database: Database) -> None:
    with database.writing() as connection:
        row = create_draft(connection, made(), NOW)
        save_draft(connection, row.id, made("萤石"), 1, NOW)
        assert (found(connection, "焦煤"), found(connection, "萤石")) == ([], ["萤石"])
        index_life(connection, row.id, ["070820261000341834", "净重大于毛重，请更正"])
        assert found(connection, "341834 净重大于") == ["萤石"]
        assert found(connection, "萤石 070820261") == ["萤石"], "words of the draft and of its receipts count together"


def test_what_is_taken_back_leaves_no_words(database: Database) -> None:
    class Undone(Exception):
        """The transaction is given up."""

    with pytest.raises(Undone), database.writing() as connection:
        create_draft(connection, made(), NOW)
        raise Undone
    with database.reading() as connection:
        assert found(connection, "焦煤") == []


def test_a_person_is_in_no_index(database: Database) -> None:
    with database.writing() as connection:
        create_draft(connection, made(remark=f"身份证{PERSON}，电话另告"), NOW)
        create_draft(connection, made("萤石", remark="海关编号070820261000341834"), NOW)
        assert found(connection, PERSON) == []
        assert found(connection, PERSON[6:14]) == []
        assert found(connection, "电话另告") == ["炼焦煤"], "the rest of the remark is found"
        assert found(connection, "341834") == ["萤石"], "a number of the customs is not taken for a person's"
        stored = connection.exec_driver_sql("SELECT words || life FROM finds").scalars().all()
    assert not any(PERSON[6:14] in words for words in stored)


def test_filters_narrow_and_stars_come_first(database: Database) -> None:
    with database.writing() as connection:
        ids = [create_draft(connection, made(f"货{n}"), NOW + timedelta(minutes=n)).id for n in range(4)]
        finding.put_star(connection, ids[:1], True)
        finding.put_label(connection, ids[1:2], Label.URGENT)
        assert found(connection, "") == ["货0", "货3", "货2", "货1"]
        assert found(connection, "标签:急件") == ["货1"]
        assert found(connection, "星标") == ["货0"]
        assert found(connection, "hs:2701 海关:0708 提单:GQMD 客户:宏远") == ["货0", "货3", "货2", "货1"]
        assert found(connection, "海关:0702") == found(connection, "hs:8504") == found(connection, "状态:放行") == []
        assert found(connection, "排序:更新↑") == ["货0", "货1", "货2", "货3"]
        delete_draft(connection, ids[2], True, NOW)
        assert found(connection, "") == ["货0", "货3", "货1"]
        binned = finding.find(connection, ListFilter(binned=True), NOW)
        assert [row.id for row in finding.rows_of(connection, binned).values()] == [ids[2]]
        assert finding.find(connection, ListFilter(), NOW, among=[]) == []


def test_days_and_every_order_are_understood(database: Database) -> None:
    with database.writing() as connection:
        create_draft(
            connection, made("旧", **{"items[0].total": "9", "items[0].currency": "USD"}), NOW - timedelta(days=40)
        )
        create_draft(connection, made("新", **{"items[0].total": "10", "items[0].currency": "USD"}), NOW)
        assert found(connection, "日期:30天") == ["新"]
        assert found(connection, "排序:总价↓") == ["新", "旧"], "as numbers, not as text"
        for sort in Sort:
            assert len(finding.find(connection, ListFilter(sort=sort), NOW)) == 2


def test_views_are_kept_under_a_name(database: Database) -> None:
    with database.writing() as connection:
        finding.save_view(connection, "快到期", "<7天 状态:草稿", NOW)
        finding.save_view(connection, "快到期", "<5天", NOW)
        assert finding.views(connection) == [("快到期", "<5天")]
        finding.drop_view(connection, "快到期")
        assert finding.views(connection) == []


def test_an_older_file_is_caught_up_with(database: Database) -> None:
    with database.writing() as connection:
        create_draft(connection, made(), NOW)
        connection.exec_driver_sql("DELETE FROM finds")
        assert found(connection, "焦煤") == []
        assert finding.catch_up(connection) == 1
        assert finding.catch_up(connection) == 0
        assert found(connection, "焦煤") == ["炼焦煤"]


def test_nothing_to_look_for_finds_nothing(database: Database) -> None:
    with database.writing() as connection:
        create_draft(connection, made(), NOW)
        assert found(connection, "——!") == []
        assert found(connection, '" OR 1') == []


def test_a_long_word_is_asked_for_in_pieces() -> None:
    assert asked("内蒙古北疆矿业有限公司") == '"内蒙古北疆矿业有"* AND "限公司"*'
    assert "内蒙古北疆矿业有" in words_of(["内蒙古北疆矿业有限公司"]).split()
