"""The register: no number in full on disk or in a listing, found by every way, looked at only with an entry."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.border_trade.register import Mandate, Person, Standing, fitness
from app.store import audit, border_groups, residents
from app.store.border_tables import residents as table
from app.store.engine import Connection, Database
from app.store.sealed import Sealer
from app.store.trouble import StoreTrouble
from app.store.upgrade import open_database
from tests.helpers.citizens import citizens
from tests.helpers.filings import NOW

SEALER = Sealer.of(bytes(32))
DAY = date(2026, 5, 2)
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"


def person(number: str, name: str = "巴图", **more: object) -> Person:
    return Person(name=name, id_number=number, phone="13800002206", card="IC0001", **more)  # type: ignore[arg-type]


def add(connection: Connection, number: str, name: str = "巴图", **more: object) -> str:
    return residents.add(connection, SEALER, person(number, name, **more), NOW)[0]


def test_found_by_name_pinyin_initials_record_last_four_number_and_card(database: Database) -> None:
    number = citizens(1)[0]
    with database.writing() as connection:
        resident_id = add(connection, number, record_number="MDL-2023-01187")
        residents.add(connection, SEALER, Person("乌云其木格", citizens(2)[1]), NOW)
        for text in ("巴图", "batu", "bt", "01187", number[-4:], "BA TU"):
            assert resident_id in [one.id for one in residents.search(connection, text)], text
        assert [one.name for one in residents.search(connection, "wyqmg")] == ["乌云其木格"]
        assert residents.search(connection, "没有") == []
        for found in (
            residents.find(connection, SEALER, number.lower()),
            residents.find_by_card(connection, SEALER, "ic0001"),
        ):
            assert found is not None
            assert found.id == resident_id


def test_the_same_number_is_the_same_person(database: Database) -> None:
    number = citizens(1)[0]
    with database.writing() as connection:
        first, new = residents.add(connection, SEALER, person(number), NOW)
        assert new
        again, new = residents.add(connection, SEALER, person(number, "巴图鲁"), NOW)
        assert (again, new) == (first, False)
        assert [one.name for one in residents.search(connection)] == ["巴图鲁"]


def test_no_number_stands_anywhere_in_full(tmp_path: Path) -> None:
    number = citizens(1)[0]
    with open_database(tmp_path / "plain.db") as database:  # without the file's own encryption
        with database.writing() as connection:
            add(connection, number)
            listed = residents.search(connection)
        assert number not in repr(listed) + repr(person(number))
        assert number[6:14] not in repr(listed)
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "巴图".encode() in content  # the control: the search can find
    assert number.encode() not in content
    assert b"13800002206" not in content
    assert b"IC0001" not in content


def test_looking_at_a_number_leaves_an_entry(database: Database) -> None:
    number = citizens(1)[0]
    with database.writing() as connection:
        resident_id = add(connection, number)
        assert residents.reveal(connection, SEALER, resident_id, "李娜", "核对到场", NOW) == number
        entry = audit.entries(connection, f"resident:{resident_id}")[0]
        assert (entry.actor, entry.event, dict(entry.detail)) == ("李娜", "reveal_id", {"why": "核对到场"})
        assert number not in repr(entry)


def test_a_sealed_number_moved_to_another_row_does_not_open(database: Database) -> None:
    one, two = citizens(2)
    with database.writing() as connection:
        first, second = add(connection, one), add(connection, two, "娜仁花")
        sealed = connection.execute(select(table.c.id_sealed).where(table.c.id == first)).scalar_one()
        connection.execute(table.update().where(table.c.id == second).values(id_sealed=sealed))
        with pytest.raises(Exception, match="无法打开"):
            residents.numbers_for_sending(connection, SEALER, [second])


def test_a_photo_is_kept_sealed_and_its_coming_and_going_written_down(tmp_path: Path) -> None:
    photo = PNG + b"a face that is recognised" * 40
    with open_database(tmp_path / "plain.db") as database:  # without the file's own encryption
        with database.writing() as connection:
            resident_id, other = add(connection, citizens(2)[0]), add(connection, citizens(2)[1], "娜仁花")
            assert residents.photo_of(connection, SEALER, resident_id) is None
            residents.put_photo(connection, SEALER, resident_id, photo, "李娜", NOW)
            assert residents.photo_of(connection, SEALER, resident_id) == photo
            assert residents.photo_of(connection, SEALER, other) is None
        content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert "巴图".encode() in content  # the control: the search can find
        assert b"a face that is recognised" not in content
        with database.writing() as connection:
            residents.add(connection, SEALER, person(citizens(2)[0], "巴图鲁"), NOW)  # a list read again keeps it
            assert residents.photo_of(connection, SEALER, resident_id) == photo
            residents.put_photo(connection, SEALER, resident_id, None, "李娜", NOW)
            assert residents.photo_of(connection, SEALER, resident_id) is None
            entries = audit.entries(connection, f"resident:{resident_id}")
            assert sorted((one.event, one.actor, *one.detail) for one in entries) == [
                ("photo_removed", "李娜"),
                ("photo_set", "李娜"),
            ]


@pytest.mark.parametrize(
    ("photo", "sentence"),
    [
        (b"", "照片只收 JPEG 或 PNG，请换一个文件"),
        (b"GIF89a" + bytes(20), "照片只收 JPEG 或 PNG，请换一个文件"),
        (PNG + bytes(residents.PHOTO_BYTES), "照片不能超过 200 KB，请压缩后再选"),
    ],
)
def test_what_is_no_photo_or_too_big_is_not_kept(database: Database, photo: bytes, sentence: str) -> None:
    with database.writing() as connection:
        resident_id = add(connection, citizens(1)[0])
        with pytest.raises(residents.PhotoUnusable, match=sentence):
            residents.put_photo(connection, SEALER, resident_id, photo, "李娜", NOW)
        assert residents.photo_of(connection, SEALER, resident_id) is None
        assert audit.entries(connection, f"resident:{resident_id}") == []


def test_a_photo_of_the_greatest_size_is_kept_and_none_of_nobody(database: Database) -> None:
    photo = JPEG + bytes(residents.PHOTO_BYTES - len(JPEG))
    with database.writing() as connection:
        resident_id = add(connection, citizens(1)[0])
        residents.put_photo(connection, SEALER, resident_id, photo, "李娜", NOW)
        assert residents.photo_of(connection, SEALER, resident_id) == photo
        with pytest.raises(LookupError):
            residents.put_photo(connection, SEALER, "nobody", photo, "李娜", NOW)


def test_a_sealed_photo_moved_to_another_row_does_not_open(database: Database) -> None:
    one, two = citizens(2)
    with database.writing() as connection:
        first, second = add(connection, one), add(connection, two, "娜仁花")
        residents.put_photo(connection, SEALER, first, JPEG, "李娜", NOW)
        sealed = connection.execute(select(table.c.photo_sealed).where(table.c.id == first)).scalar_one()
        connection.execute(table.update().where(table.c.id == second).values(photo_sealed=sealed))
        with pytest.raises(StoreTrouble):
            residents.photo_of(connection, SEALER, second)


def test_groups_remember_who_was_in_them(database: Database) -> None:
    with database.writing() as connection:
        members = [add(connection, number, name) for number, name in zip(citizens(3), ("甲", "乙", "丙"), strict=True)]
        first = border_groups.new_group(connection, "1", "巴图组", "0608", NOW)
        second = border_groups.new_group(connection, "2", "苏和组", "0608", NOW)
        for member in members:
            border_groups.join(connection, first, member, DAY)
        border_groups.lead(connection, first, members[0], DAY)
        border_groups.join(connection, second, members[0], DAY + timedelta(days=30))
        one, two = border_groups.all_groups(connection)
        assert (one.members, one.leader_id, two.members) == (2, None, 1)
        gone = border_groups.roster(connection, first)[0]
        assert (gone.since, gone.until) == (DAY, DAY + timedelta(days=30))
        assert [found.name for found in residents.search(connection, group_id=second)] == ["甲"]
        assert border_groups.number_taken(connection, "1")
        assert not border_groups.number_taken(connection, "3")


def test_a_mandate_holds_from_its_first_to_its_last_day(database: Database) -> None:
    with database.writing() as connection:
        member = add(connection, citizens(1)[0])
        group = border_groups.new_group(connection, "1", "巴图组", "0608", NOW)
        last = DAY + timedelta(days=10)
        given = border_groups.give(connection, member, Mandate.FILING, DAY, last, NOW, group_id=group)
        for day, holds in (
            (DAY - timedelta(days=1), False),
            (DAY, True),
            (last, True),
            (last + timedelta(days=1), False),
        ):
            assert (member in border_groups.mandated(connection, group, day)) is holds
            assert border_groups.mandates_of(connection, member)[0].holds_on(day) is holds
        border_groups.withdraw(connection, given, DAY + timedelta(days=2))
        assert member not in border_groups.mandated(connection, group, DAY + timedelta(days=2))
        assert member in border_groups.mandated(connection, group, DAY + timedelta(days=1))


def test_what_people_agreed_to_cannot_be_deleted(database: Database) -> None:
    with database.writing() as connection:
        border_groups.give(connection, add(connection, citizens(1)[0]), Mandate.DATA, DAY, None, NOW)
    with pytest.raises(IntegrityError, match="append-only"), database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM border_mandates")


@pytest.mark.parametrize(
    ("ends", "active", "mandated", "standing", "left"),
    [
        ((None, None), True, True, Standing.FIT, None),
        ((31, None), True, True, Standing.FIT, None),
        ((30, 200), True, True, Standing.FIT, 30),
        ((200, 0), True, None, Standing.FIT, 0),
        ((-1, 200), True, True, Standing.EXPIRED, -1),
        ((200, 200), True, False, Standing.NO_MANDATE, None),
        ((-1, None), False, False, Standing.INACTIVE, None),
    ],
)
def test_who_may_take_a_share(
    ends: tuple[int | None, int | None], active: bool, mandated: bool | None, standing: Standing, left: int | None
) -> None:
    days = [None if end is None else DAY + timedelta(days=end) for end in ends]
    found = fitness(DAY, days[0], days[1], active=active, mandated=mandated)
    assert (found.standing, found.days_left, found.fit) == (standing, left, standing is Standing.FIT)
