"""Rules R124 and R126–R130: what inspected, food, dangerous and gene-modified goods must tell."""

from collections.abc import Sequence
from datetime import date

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.facts import held
from forms.rules.goods_classes import GENE_MODIFIED, MAKER_REGISTERED, SEED, classes_of
from forms.rules.inspection import attribute_codes
from forms.rules.law import FILLING_GUIDE, INSPECTION, MERGED_FILING, QUARANTINE, UNVERIFIED
from forms.rules.route_words import NO_ENTRY_MODES
from forms.rules.tariff import control_marks, inspected_on_import, named, tariff

Texts = Sequence[str | None]
_LEDGER = "B"
_REGISTRATIONS = frozenset({"519", "524"})  # 产品资质: 境外生产企业注册, 信息记录
_PLANT_WORDS = ("厂号", "注册号", "注册编号")
_HAZARDOUS = "yes"
_YES = "1"
_MODIFIED, _UNMODIFIED = "16", "17"
_FOR_SOWING, _FOR_FEED = "11", "18"
_GRAINS = ("10", "12")


@rule(
    "R124",
    at="items[].inspection_name",
    needs="items[].hs_code ?items[].inspection_name ?items[].attributes ?items[].purpose ?traffic_mode tables today",
    message="法检商品{label}未填，应填检验检疫名称、货物属性和用途",
    english="Inspected goods lack {label}",
    source=f"{INSPECTION}；{MERGED_FILING}",
    directions="I",
)
def inspected_goods_tell_what_they_are(
    code: str,
    name: str | None,
    attributes: str | None,
    purpose: str | None,
    traffic_mode: str | None,
    tables: CodeTables,
    today: date,
) -> Fired:
    if None not in (name, attributes, purpose):
        return None
    row = tariff(tables, code, today)
    if row is None or not inspected_on_import(row) or traffic_mode in NO_ENTRY_MODES:
        return None
    told = {"inspection_name": name, "attributes": attributes, "purpose": purpose}
    return [Finding(at=f"items[].{field}") for field, text in told.items() if text is None]


@rule(
    "R126",
    at="items[].hs_code",
    needs="items[].hs_code licences[].kind licences[].number ?fact:export_ledger tables today",
    message="出口法检商品缺少电子底账，应在随附单证填代码 B 和电子底账号",
    english="Goods inspected on export lack their ledger (document B)",
    source=f"{INSPECTION}；{FILLING_GUIDE}第 31 栏",
    severity=Severity.WARNING,
    directions="E",
    modes=FULL_MODES,
)
def exports_have_their_ledger(
    code: str, kinds: Texts, numbers: Texts, ledger: object, tables: CodeTables, today: date
) -> Fired:
    row = tariff(tables, code, today)
    if row is None or _LEDGER not in control_marks(row) or held(ledger):
        return None
    return not any(kind == _LEDGER and number for kind, number in zip(kinds, numbers, strict=True))


@rule(
    "R127",
    at="items[].overseas_maker",
    needs="items[].hs_code ?items[].overseas_maker ?items[].model items[].limits[].licence_type"
    " ?traffic_mode tables today",
    message="进口食品{fault}，应填境外生产企业名称及其在华注册编号",
    english="Imported food lacks the overseas maker or his registration",
    source="《进口食品境外生产企业注册管理规定》（海关总署令第248号）",
    directions="I",
    modes=FULL_MODES,
)
def food_names_its_maker(
    code: str,
    maker: str | None,
    model: str | None,
    papers: Texts,
    traffic_mode: str | None,
    tables: CodeTables,
    today: date,
) -> Fired:
    if MAKER_REGISTERED not in classes_of(tables, code, today) or traffic_mode in NO_ENTRY_MODES:
        return None
    if maker is None:
        return {"fault": "未填境外生产企业"}
    registered = _REGISTRATIONS.intersection(papers) or any(word in (model or "") for word in _PLANT_WORDS)
    return not registered and {"fault": "未填境外生产企业注册编号"}


@rule(
    "R128",
    at="items[].not_dangerous",
    needs="items[].hs_code ?items[].not_dangerous ?items[].un_number ?items[].danger_name ?items[].danger_package"
    " tables today",
    message="危险化学品信息未填，缺 {missing}，不属危险化学品的“非危险化学品”填 1",
    english="Dangerous chemicals lack {missing}",
    source="《危险化学品安全管理条例》；海关总署公告2020年第129号",
    modes=FULL_MODES,
)
def dangerous_goods_say_so(
    code: str,
    denied: str | None,
    number: str | None,
    name: str | None,
    package: str | None,
    tables: CodeTables,
    today: date,
) -> Fired:
    row = tariff(tables, code, today)
    if row is None or row.values.get("hazardous") != _HAZARDOUS or denied == _YES:
        return None
    told = (("UN 编码", number), ("危险货物名称", name), ("危包类别", package))
    missing = "、".join(label for label, text in told if text is None)
    return bool(missing) and {"missing": missing}


@rule(
    "R129",
    at="items[].attributes",
    needs="items[].hs_code ?items[].attributes tables today",
    message="该商品须注明是否转基因，货物属性应加 16 转基因或 17 非转基因",
    english="The goods must state whether they are gene-modified (16 or 17)",
    source="《农业转基因生物安全管理条例》《农业转基因生物标识管理办法》",
    modes=FULL_MODES,
    cures=True,
)
def gene_modification_is_stated(code: str, attributes: str | None, tables: CodeTables, today: date) -> Fired:
    stated = attribute_codes(attributes)
    if _MODIFIED in stated or _UNMODIFIED in stated or GENE_MODIFIED not in classes_of(tables, code, today):
        return None
    row = tariff(tables, code, today)
    name = row.name if row else ""
    told = _UNMODIFIED if "非转基因" in name else _MODIFIED if "转基因" in name else None  # the tariff line says it
    return Finding(fix=",".join([*stated, told]) if told else None)


@rule(
    "R130",
    at="items[].purpose",
    needs="items[].purpose items[].hs_code tables today",
    message="用途{purpose}与商品编号不符，{reason}，请核对",
    english="The purpose {purpose} does not go with the commodity code",
    source=f"{QUARANTINE}；《进出口税则》子目条文{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    modes=FULL_MODES,
)
def purpose_fits_the_code(purpose: str, code: str, tables: CodeTables, today: date) -> Fired:
    if purpose not in (_FOR_SOWING, _FOR_FEED) or not code.startswith(_GRAINS):
        return None
    seed = SEED in classes_of(tables, code, today)
    if purpose == _FOR_SOWING and not seed:
        reason = "该编号不是种用子目"
    elif seed and purpose == _FOR_FEED:
        reason = "种用子目不作饲用"
    else:
        return None
    return {"purpose": named(tables, "usages", purpose), "reason": reason}
