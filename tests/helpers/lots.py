"""A lot of 边民互市 with a group of invented residents, worked on as in the window but without one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

import app.reference
from app.border_trade.register import Mandate, Person
from app.core.clock import Clock
from app.store import border_groups, residents
from app.store.engine import Connection, Database
from app.work.lot_desk import LotDesk, begin
from app.work.lot_view import LotRow, LotView
from app.work.rates import InstalledRates
from tests.helpers.citizens import citizens

T = TypeVar("T")
TABLES = app.reference.load()
RATES = InstalledRates(TABLES)
SURNAMES, NAMES = "王李张刘陈赵乌苏白韩高巴那其萨斯朝娜额敖", "伟芳娜敏静丽强磊军洋"
FAR = date(2030, 1, 1)
GOODS = {
    "goods[0].code": "0802910090",
    "goods[0].origin": "RUS",
    "goods[0].permit": "Q2605001",
    "batch_number": "4000000008001",
}


def card(number: int) -> str:
    """Return the card number of the nth resident."""
    return f"C{number + 1:05d}"


def invented(count: int) -> list[Person]:
    """Return that many residents with cards, all fit."""
    people = []
    for number, identity in enumerate(citizens(count)):
        name = SURNAMES[number % len(SURNAMES)] + NAMES[number // len(SURNAMES) % len(NAMES)] + "试"
        people.append(Person(name, identity, f"B{number:05d}", FAR, FAR, phone="13800002206", card=card(number)))
    return people


def settle(
    database: Database, people: list[Person], clock: Clock, *, without_mandate: frozenset[int] = frozenset()
) -> str:
    """Register people as the members of group 1 of 0608 and return the group's id."""
    now = clock.now()
    with database.writing() as connection:
        group = border_groups.new_group(connection, "1", "试验互助组", "0608", now)
        for number, person in enumerate(people):
            one, _ = residents.add(connection, database.sealer, person, now)
            border_groups.join(connection, group, one, now.date())
            if number == 0:
                border_groups.lead(connection, group, one, now.date())
            if number not in without_mandate:
                border_groups.give(connection, one, Mandate.FILING, now.date(), None, now, group_id=group)
    return group


class LotWork:
    """One lot in work."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        with database.writing() as connection:
            lot_id = begin(connection, database.sealer, clock)
        self.desk = LotDesk(database.sealer, TABLES, RATES, clock, lot_id)

    def do(self, act: Callable[[Connection], T]) -> T:
        """Do an act in a transaction of its own."""
        with self.database.writing() as connection:
            return self.desk.within(connection, act)

    def view(self) -> LotView:
        """Return the lot as it stands."""
        with self.database.reading() as connection:
            return self.desk.view(connection)

    def prepare(self, quantity: str = "3000", price: str = "50", group: str = "1") -> None:
        """Choose the group and type the goods."""
        self.do(lambda connection: self.desk.choose_group(connection, group))
        for path, text in {**GOODS, "goods[0].quantity": quantity, "goods[0].price": price}.items():
            self.do(partial(self._put, path, text))

    def _put(self, path: str, text: str, connection: Connection) -> None:
        self.desk.put(connection, path, text)

    def row(self, number: int) -> LotRow:
        """Return the nth row."""
        return self.view().rows[number]
