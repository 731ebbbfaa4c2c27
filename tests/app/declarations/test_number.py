"""Numbers we give: unique, in order, of the length the message allows."""

from datetime import datetime, timedelta
from uuid import UUID

from app.core.clock import SHANGHAI
from app.declarations.number import new_client_seq_no, new_id, new_message_id

NOW = datetime(2026, 11, 21, 9, 30, 0, tzinfo=SHANGHAI)


def test_ids_are_uuids_of_the_right_version() -> None:
    assert UUID(new_id(NOW)).version == 7
    assert UUID(new_message_id()).version == 4


def test_ids_sort_by_time() -> None:
    ids = [new_id(NOW + timedelta(milliseconds=n)) for n in range(50)]
    assert ids == sorted(ids)


def test_ids_of_one_moment_differ() -> None:
    assert len({new_id(NOW) for _ in range(200)}) == 200


def test_client_seq_no_fits_the_dictionary_and_differs_within_a_second() -> None:
    numbers = {new_client_seq_no(NOW) for _ in range(50)}
    assert len(numbers) > 45
    assert all(len(number) == 18 and number.startswith("PD261121093000") for number in numbers)
