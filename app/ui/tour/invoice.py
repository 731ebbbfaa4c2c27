"""An invented invoice of 200 lines as a trader's sheet would hold it; no firm, price or lot in it is a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

TITLES = (
    "序号",
    "货号",
    "品名",
    "HS编码",
    "规格",
    "数量",
    "单位",
    "单价$",
    "金额$",
    "净重",
    "毛重",
    "件数",
    "产地",
    "货源地",
)
LINES = 200
CENT = Decimal("0.01")
PLACES = ("呼和浩特", "二连", "满洲里", "包头其他")


@dataclass(frozen=True, slots=True)
class Ware:
    """One kind of goods: name, tariff number, elements with a gap for the material, unit, price, weight of one."""

    name: str
    code: str
    elements: str
    materials: tuple[str, ...]
    unit: str
    price: str
    weight: str


WARES = (
    Ware("塑料餐具", "3924100000", "4|3|厨房用|{}|无牌", ("聚丙烯", "聚乙烯", "密胺"), "KG", "3.20", "1"),
    Ware("塑料整理箱", "3924900000", "4|3|收纳用|{}|无牌", ("聚丙烯", "聚苯乙烯", "聚乙烯"), "KG", "2.85", "1"),
    Ware(
        "女式长裤",
        "6204620000",
        "4|3|机织|女式|长裤|{}|无牌",
        ("棉100%", "棉97%氨纶3%", "棉95%氨纶5%"),
        "条",
        "6.40",
        "0.45",
    ),
    Ware(
        "印花床单", "6302319100", "4|3|机织|床单|{}|印花", ("棉100%", "棉60%涤40%", "棉80%涤20%"), "条", "4.75", "0.9"
    ),
    Ware("塑胶拖鞋", "6402992900", "4|3|不过踝|{}|无牌", ("鞋面EVA", "鞋面PVC", "鞋面PU"), "双", "1.60", "0.35"),
    Ware(
        "布面胶鞋", "6404199000", "4|3|不过踝|{}|胶底|无牌", ("鞋面棉布", "鞋面涤纶布", "鞋面帆布"), "双", "3.10", "0.6"
    ),
    Ware("陶瓷地砖", "6907219000", "4|3|铺面砖|吸水率{}|无牌", ("0.3%", "0.4%", "0.5%"), "KG", "0.42", "1"),
    Ware(
        "铝合金窗框", "7610100000", "4|3|建筑用|{}|无牌", ("铝合金6063", "铝合金6060", "铝合金6061"), "KG", "4.30", "1"
    ),
    Ware(
        "离心水泵",
        "8413709990",
        "4|3|抽水用|离心式|{}|无牌",
        ("扬程20米", "扬程32米", "扬程50米"),
        "台",
        "86.00",
        "18.5",
    ),
    Ware("锂离子蓄电池", "8507600090", "4|3|储能用|{}|无牌", ("12V100Ah", "24V50Ah", "48V100Ah"), "个", "145.00", "11"),
    Ware("木制餐桌", "9403609990", "4|3|餐厅用|{}|无牌", ("松木", "橡木", "桦木"), "件", "58.00", "24"),
    Ware("太阳能路灯", "9405410000", "4|3|户外照明|光伏|{}|无牌", ("30W", "60W", "100W"), "个", "32.50", "6.4"),
    Ware(
        "羊毛开衫",
        "6110110000",
        "4|3|针织|开衫|{}|无牌",
        ("羊毛100%", "羊毛70%腈纶30%", "羊毛50%腈纶50%"),
        "件",
        "12.80",
        "0.4",
    ),
    Ware("钢结构支架", "7308900000", "4|3|建筑用|{}|无牌", ("Q235钢", "Q355钢", "镀锌钢"), "KG", "1.15", "1"),
    Ware("叉车配件", "8431499900", "4|3|叉车用|{}|无牌", ("货叉", "滚轮", "链条"), "KG", "5.60", "1"),
    Ware("货车车轮", "8708299000", "4|3|货车用|{}|无牌", ("钢制",), "KG", "2.10", "1"),
)
KINDS = tuple((ware, material) for ware in WARES for material in ware.materials)


def invoice(lines: int = LINES, mistakes: bool = False) -> list[tuple[str, ...]]:
    """Return header, lines and the invoice's own total line; ``mistakes`` puts in what clerks meet every day."""
    body = [_line(number) for number in range(lines)]
    sums = [sum((Decimal(row[at].replace(",", "")) for row in body), Decimal()) for at in (8, 9, 10, 11)]
    if mistakes:
        body = _mistaken(body)
    total = ("", "", "合计", "", "", "", "", "", *(f"{one}" for one in sums), "", "")
    return [("二连某商贸 装箱单 2026",), TITLES, *body, total]


def _line(number: int) -> tuple[str, ...]:
    ware, material = KINDS[(number * 5) % len(KINDS)]
    many = 40 + (number * 37) % 460
    price = (Decimal(ware.price) * (100 + number % 3) / 100).quantize(CENT, ROUND_HALF_UP)
    net = (Decimal(ware.weight) * many).quantize(CENT, ROUND_HALF_UP)
    gross = (net * Decimal("1.05")).quantize(CENT, ROUND_HALF_UP)
    packages = max(many // 20, 1)
    return (
        *(str(number + 1), f"EL-{4100 + number}", ware.name, ware.code, ware.elements.format(material)),
        *(f"{many:,}", ware.unit, f"{price}", f"{price * many:,.2f}", f"{net}", f"{gross}", str(packages)),
        *("中国", PLACES[number % len(PLACES)]),
    )


def _mistaken(body: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Put a letter into a number, cut a code short, misplace a comma, write a place loosely."""
    made = list(body)
    many = made[16][5].replace("0", "O") if "0" in made[16][5] else f"{made[16][5]}O"
    made[16] = _with(made[16], 5, many)
    made[21] = _with(made[21], 3, made[21][3][:6])
    made[24] = _with(made[24], 8, made[24][8].split(".")[0].replace(",", "")[:1] + ",80")
    for at in (18, 27):
        made[at] = _with(made[at], 13, "呼和")
    return made


def _with(row: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*row[:at], text, *row[at + 1 :])
