"""Settings and the office's firms and people."""

from app.store.engine import Database
from app.store.office import Operator, Party, parties_like, present_operator, remember_party, set_operator
from app.store.settings import all_settings, get_setting, put_setting
from tests.helpers.filings import NOW


def test_settings_are_json_values(database: Database) -> None:
    with database.writing() as connection:
        assert get_setting(connection, "theme", "light") == "light"
        put_setting(connection, "theme", "dark", NOW)
        put_setting(connection, "theme", {"name": "深色"}, NOW)
        assert get_setting(connection, "theme") == {"name": "深色"}
        assert all_settings(connection) == {"theme": {"name": "深色"}}


def test_the_most_used_firm_is_offered_first(database: Database) -> None:
    rare, often = Party("trade", "巴彦淖尔市宏远能源有限公司"), Party("trade", "内蒙古北疆能源有限公司", scc="911500")
    with database.writing() as connection:
        for party in (rare, often, often):
            remember_party(connection, party, NOW)
        assert parties_like(connection, "trade", "能源") == [often, rare]
        assert parties_like(connection, "trade", "9115") == [often]
        assert parties_like(connection, "agent", "能源") == []


def test_one_operator_at_a_time(database: Database) -> None:
    li, wang = Operator("李娜", "2100000000001", "1505980001"), Operator("王志强", "2100000000002", "1505980001")
    with database.writing() as connection:
        assert present_operator(connection) is None
        for operator in (li, wang, li):
            set_operator(connection, operator, NOW)
        assert present_operator(connection) == li
