"""What was chosen for a client comes first, then what is chosen at all, then what is chosen often."""

from app.reference import load
from app.reference.for_client import ForClient
from app.reference.uses import Uses


def test_the_clients_own_choices_come_before_those_of_others() -> None:
    uses = Uses()
    for _ in range(3):
        uses.note("countries", "RUS", "乙")
    uses.note("countries", "MNG", "甲")
    uses.note("countries", "KAZ", "乙")
    assert uses.wanted("countries", "甲") == ("MNG", "KAZ", "RUS")
    assert uses.wanted("countries", "乙") == ("KAZ", "RUS", "MNG")
    assert uses.count("countries", "RUS") == 3 and uses.count("units", "035") == 0


def test_a_search_asks_for_the_client_of_the_open_document() -> None:
    reference, client = load(), ["甲"]
    document = ForClient(reference, lambda: client[0])
    document.remember("countries", "MLI")
    client[0] = "乙"
    document.remember("countries", "MMR")
    assert [hit.row.code for hit in document.hits("countries", "m", 2)] == ["MMR", "MLI"]
    client[0] = "甲"
    assert [hit.row.code for hit in document.hits("countries", "m", 2)] == ["MLI", "MMR"]
    assert reference.recent("countries") == ("MMR", "MLI") and reference.recent("countries", "甲") == ("MLI",)


def test_listeners_hear_of_every_choice_and_not_of_what_is_recalled() -> None:
    heard: list[tuple[str, str, str]] = []
    uses = Uses()
    uses.noted = lambda table, code, client: heard.append((table, code, client))
    uses.recall("countries", "MNG", "", 5)
    uses.note("countries", "RUS", "甲")
    assert heard == [("countries", "RUS", "甲")]
    assert uses.wanted("countries") == ("RUS", "MNG")
