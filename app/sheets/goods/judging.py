"""Judges the cells of one row of a goods sheet, each by itself and against the others; it keeps no rows."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from app.core.formula import plain_number
from app.core.goods_sheet import GoodsSheet
from app.sheets.goods.columns import Target
from app.sheets.goods.decoding import Decoder, SearchTables
from app.sheets.goods.judged import Cell, Row, State
from app.sheets.goods.numbers import read_number

PRICE_PLACES, MONEY_PLACES = 4, 2
CENT = Decimal("0.01")
TONNE, TO_WEIGHT = "070", Decimal(1000)
MOST_KNOWN = 20_000


class Judge:
    """Judges rows given as ``target → raw text``.

    currency: what the titles of the price columns, or the draft, say the money is in.
    """

    def __init__(
        self,
        goods: GoodsSheet,
        targets: Mapping[str, Target],
        tables: SearchTables,
        code_table: str,
        currency: str = "",
    ) -> None:
        self.goods, self.targets, self.currency = goods, targets, currency
        self._tables, self._code_table = tables, code_table
        self._decoder = Decoder(tables, goods.aliases or {}, code_table)
        self._numbers: dict[tuple[str, str], tuple[Cell, str]] = {}

    def row(
        self, number: int, raws: Mapping[str, str], left_out: bool = False, doubted: Mapping[str, Cell] | None = None
    ) -> Row:
        """Return the judged row; ``doubted`` are cells that are bad whatever they say."""
        cells: dict[str, Cell] = {}
        beside: dict[str, str] = {}
        for name, raw in raws.items():
            target = self.targets[name]
            if doubted and name in doubted:
                cells[name] = doubted[name]
            elif target.is_number:
                cells[name], beside[name] = self._number(raw, target)
            elif target.table:
                cells[name] = self._decoder.read(raw, target)
            else:
                cells[name] = self._text(raw, target)
        self._take_words_beside(cells, beside)
        self._agree(cells)
        self._miss(cells)
        return Row.of(number, cells, self._follows(cells), left_out)

    # -- one cell ----------------------------------------------------------------------------------------------

    def _number(self, raw: str, target: Target) -> tuple[Cell, str]:
        key = (target.id, raw)
        if key not in self._numbers:
            if len(self._numbers) > MOST_KNOWN:
                self._numbers.clear()
            cell, words = read_number(raw, target)
            if cell.text and Decimal(cell.text) <= 0:
                cell = Cell(raw, state=State.BAD, why=f"{target.words}应大于 0")
            self._numbers[key] = cell, words
        return self._numbers[key]

    def _text(self, raw: str, target: Target) -> Cell:
        text = " ".join(raw.split())
        if target.most is not None and len(text) > target.most:
            why = f"共 {len(text)} 字，{target.words}最多 {target.most} 字"
            return Cell(raw, state=State.BAD, why=why)
        return Cell(raw, text)

    # -- one cell against the others ---------------------------------------------------------------------------

    def _take_words_beside(self, cells: dict[str, Cell], beside: Mapping[str, str]) -> None:
        """Take a unit written behind a quantity, and a currency written beside an amount."""
        goods = self.goods
        pairs = ((goods.unit, (goods.quantity,)), (goods.currency, (goods.total, goods.price)))
        for name, owners in pairs:
            words = next((beside[owner] for owner in owners if beside.get(owner)), "")
            if words and not cells.get(name, Cell("")).text and not cells.get(name, Cell("")).is_bad:
                read = self._decoder.read(words, self.targets[name])
                if not read.is_bad:
                    cells[name] = Cell("", read.text, State.GUESS, read.name, f"取自“{words}”")
        if self.currency and not cells.get(goods.currency, Cell("")).raw and goods.currency not in cells:
            row = self._tables.row(self.targets[goods.currency].table, self.currency)
            cells[goods.currency] = Cell("", self.currency, State.FOUND, row.name if row else "", "按表头的币制")

    def _agree(self, cells: dict[str, Cell]) -> None:
        """Hold quantity × price against the total; one that is missing is worked out, one that is bad gets an offer."""
        goods = self.goods
        names = (goods.quantity, goods.price, goods.total)
        values = {name: _value(cells.get(name)) for name in names}
        many, each, whole = (values[name] for name in names)
        unknown = [name for name in names if values[name] is None]
        if not unknown and many is not None and each is not None and whole is not None:
            exponent = each.as_tuple().exponent
            half = many * Decimal(5).scaleb(exponent - 1 if isinstance(exponent, int) else 0)
            if abs(many * each - whole) > max(CENT, half):
                offer = _money(many * each)
                why = f"{_shown(many)} × {_shown(each)} 应为 {_shown(offer)}"
                cells[goods.total] = Cell(cells[goods.total].raw, state=State.BAD, why=why, offer=f"{offer:f}")
        elif len(unknown) == 1:
            self._work_out(cells, unknown[0], many, each, whole)

    def _work_out(
        self, cells: dict[str, Cell], name: str, many: Decimal | None, each: Decimal | None, whole: Decimal | None
    ) -> None:
        goods = self.goods
        value, words = _third(goods, name, many, each, whole)
        if value is None:
            return
        cell = cells.get(name, Cell(""))
        if not cell.raw.strip():
            cells[name] = Cell(
                cell.raw, plain_or_money(value, name == goods.total), State.FOUND, why=f"按 {words} 算出"
            )
        elif cell.offer:
            agrees = _holds(goods, name, Decimal(cell.offer), many, each, whole)
            offer = cell.offer if agrees else plain_or_money(value, name == goods.total)
            told = _evidence(goods, name, Decimal(offer), many, each, whole)
            cells[name] = Cell(cell.raw, state=State.BAD, why=cell.why, evidence=told, offer=offer)
        else:
            offer = plain_or_money(value, name == goods.total)
            told = f"{words} 应为 {_shown(Decimal(offer))}"
            cells[name] = Cell(cell.raw, state=State.BAD, why=cell.why, evidence=told, offer=offer)

    def _miss(self, cells: dict[str, Cell]) -> None:
        for name in self.goods.needed:
            cell = cells.get(name)
            if cell is not None and not cell.text and not cell.is_bad:
                cells[name] = Cell(cell.raw, state=State.BAD, why=f"{self.targets[name].words}未填")

    # -- what follows ------------------------------------------------------------------------------------------

    def _follows(self, cells: Mapping[str, Cell]) -> dict[str, str]:
        """Return the statutory units a code brings, and their quantities where unit or weight gives them."""
        goods, found = self.goods, dict[str, str]()
        code = cells[goods.code].text if goods.code in cells else ""
        row = self._tables.row(self._code_table, code) if code else None
        for number, (quantity, unit) in enumerate(goods.legal, 1):
            stated = cells[unit].text if unit in cells else ""
            legal = stated or (row.values.get(f"unit{number}", "") if row is not None else "")
            if legal and not stated:
                found[unit] = legal
            if legal and not (quantity in cells and cells[quantity].text):
                amount = self._legal_amount(cells, legal)
                if amount:
                    found[quantity] = amount
        return found

    def _legal_amount(self, cells: Mapping[str, Cell], legal: str) -> str:
        goods = self.goods
        unit = cells[goods.unit].text if goods.unit in cells else ""
        many = _value(cells.get(goods.quantity))
        if unit == legal and many is not None:
            return f"{many:f}"
        if legal == goods.weight_unit:
            if unit == TONNE and many is not None:
                return plain_number(many * TO_WEIGHT)
            net = _value(cells.get(goods.net))
            return f"{net:f}" if net is not None else ""
        return ""


def plain_or_money(value: Decimal, is_money: bool) -> str:
    """Return an amount with its cents, any other number as short as it is."""
    return f"{_money(value):f}" if is_money else plain_number(value)


def _third(
    goods: GoodsSheet, name: str, many: Decimal | None, each: Decimal | None, whole: Decimal | None
) -> tuple[Decimal | None, str]:
    """Return the one of quantity, price and total that the other two give, and how."""
    if name == goods.total and many is not None and each is not None:
        return _money(many * each), f"{_shown(many)} × {_shown(each)}"
    if whole is None:
        return None, ""
    if name == goods.price and many:
        price = (whole / many).quantize(Decimal(1).scaleb(-PRICE_PLACES), ROUND_HALF_UP)
        return price, f"{_shown(whole)} ÷ {_shown(many)}"
    if name == goods.quantity and each:
        return (whole / each).quantize(Decimal("0.00001"), ROUND_HALF_UP), f"{_shown(whole)} ÷ {_shown(each)}"
    return None, ""


def _holds(
    goods: GoodsSheet, name: str, offer: Decimal, many: Decimal | None, each: Decimal | None, whole: Decimal | None
) -> bool:
    """Tell whether quantity × price = total with the offer in its place."""
    known = {goods.quantity: many, goods.price: each, goods.total: whole} | {name: offer}
    values = [value for value in (known[goods.quantity], known[goods.price], known[goods.total]) if value is not None]
    return len(values) == 3 and abs(values[0] * values[1] - values[2]) <= CENT


def _evidence(
    goods: GoodsSheet, name: str, offer: Decimal, many: Decimal | None, each: Decimal | None, whole: Decimal | None
) -> str:
    known = {goods.quantity: many, goods.price: each, goods.total: whole} | {name: offer}
    values = [value for value in (known[goods.quantity], known[goods.price], known[goods.total]) if value is not None]
    if len(values) < 3:
        return ""
    sum_ = f"{_shown(values[0])} × {_shown(values[1])} = {_shown(_money(values[0] * values[1]))}"
    return f"{sum_}，与总价相符" if name != goods.total else sum_


def _value(cell: Cell | None) -> Decimal | None:
    return Decimal(cell.text) if cell is not None and cell.text else None


def _money(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-MONEY_PLACES), ROUND_HALF_UP)


def _shown(value: Decimal) -> str:
    return f"{value:,f}"
