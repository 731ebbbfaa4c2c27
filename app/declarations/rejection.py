"""What a 退单 says in words, as rules and fields of ours (rules.md §5.5); it reads notes and decides no status.

Pointers of the gateway come first where there are any (``pointers_of``); a note alone is read by its keywords.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.form import Form
from app.core.path import bind, depth_of
from app.declarations.finding import Finding


@dataclass(frozen=True, slots=True)
class Pointer:
    """One thing a rejection points at: our rule id, our path where there is one, and the words that say it."""

    rule: str
    path: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """A pattern of a note, the rule it stands for, and the field meant where the rule shows at another."""

    pattern: re.Pattern[str]
    rule: str
    path: str = ""


def _keyword(pattern: str, rule: str, path: str = "") -> Keyword:
    return Keyword(re.compile(pattern), rule, path)


# Reasons as customs write them; the more particular first. Source: rules.md §5.5, wording as met in receipts.
KEYWORDS: tuple[Keyword, ...] = (
    _keyword("重复申报|重复报关|已申报", "R159"),
    _keyword("净重.{0,6}(大于|超过|高于).{0,2}毛重", "R055", "net_weight"),
    _keyword("申报要素|规格型号.{0,4}(不全|不完整|不符|缺)", "R099", "items[].model"),
    _keyword(
        "(商品编号|税号|商品编码|HS).{0,8}单位|计量单位.{0,6}不符|法定(第一|第二)?(计量)?单位",
        "R104",
        "items[].first_unit",
    ),
    _keyword(
        "(商品编号|税号|商品编码).{0,8}(不符|有误|错误|不存在|归类)|归类.{0,4}(有误|错误)", "R097", "items[].hs_code"
    ),
    _keyword("舱单.{0,10}(件数|件)", "R051", "pack_count"),
    _keyword("舱单.{0,10}(重量|毛重)", "R051", "gross_weight"),
    _keyword("(无|没有|未找到|不存在|查无).{0,4}舱单|舱单.{0,6}(无|不存在|未到|未传输|不符)", "R051", "bill_number"),
    _keyword("批次号", "R037", "voyage_number"),
    _keyword("航次", "R041", "voyage_number"),
    _keyword("运输工具(名称)?.{0,6}(有误|错误|不符|不一致)|车牌|船名|车厢|车次", "R036", "traffic_name"),
    _keyword("提运?单号.{0,6}(有误|错误|不符|不存在)", "R046", "bill_number"),
    _keyword("(消费使用|生产销售)单位", "R005", "owner_scc"),
    _keyword("(收发?货人|发货人|企业|经营单位).{0,8}(未备案|未注册|注销|失信|海关编码)", "R003", "trade_code"),
    _keyword("许可证|核销.{0,4}(失败|不成功|不足)|监管证件", "R135", "licence_number"),
    _keyword("征免性质|监管方式.{0,8}(不符|有误|不匹配)", "R113", "levy_nature"),
    _keyword("担保.{0,8}(额度|余额|不足|无效)", "R022"),
    _keyword("成交方式|运保费|运费|保费|杂费", "R070", "terms"),
    _keyword("币制", "R094", "items[].currency"),
    _keyword("总价|单价", "R091", "items[].total"),
    _keyword("(集装箱|箱)号", "R063", "containers[].container_id"),
    _keyword("原产地证|原产地声明|优惠.{0,6}证书", "R138", "preferences[].certificate_number"),
    _keyword("随附单据|随附单证.{0,4}缺|缺.{0,4}(发票|合同|装箱单|单据)|重传", "R161", "edocs[].kind"),
    _keyword("最终目的国", "R111", "items[].destination_country"),
    _keyword("原产国", "R109", "items[].origin_country"),
    _keyword("净重", "R055", "net_weight"),
    _keyword("毛重", "R054", "gross_weight"),
    _keyword("件数", "R058", "pack_count"),
)
_NAMED = re.compile(r"\[?\b(R\d{3})\b\]?")
_LINE = re.compile(r"第\s*(\d{1,3})\s*(?:项|行|个?商品)|(?:商品)?项号\s*(\d{1,3})|商品\s*(\d{1,3})(?!\d)")
_CLAUSES = re.compile(r"[；;。\n]+")


def note_to_rules(note: str, form: Form) -> tuple[Pointer, ...]:
    """Return what a note points at, clause by clause, each rule and place once; nothing where it says nothing known."""
    found: dict[tuple[str, str | None], Pointer] = {}
    for clause in _CLAUSES.split(note):
        for pointer in _in_clause(clause.strip(), form):
            found.setdefault((pointer.rule, pointer.path), pointer)
    return tuple(found.values())


def pointers_of(findings: Iterable[Finding], note: str, form: Form) -> tuple[Pointer, ...]:
    """Return what a rejection points at: the gateway's own pointers, else what its note says in words."""
    told = tuple(Pointer(one.rule, path_of(form, one) or None, one.message) for one in findings)
    return told or note_to_rules(note, form)


def path_of(form: Form, finding: Finding) -> str:
    """Return our path of the field an authority's finding names, "" if the form has none."""
    bound = form.by_element.get(finding.element)
    if bound is None:
        return ""
    return _bound(bound.path, (finding.item or 1) - 1)


def _in_clause(clause: str, form: Form) -> tuple[Pointer, ...]:
    if not clause:
        return ()
    line = _LINE.search(clause)
    row = int(next(group for group in line.groups() if group)) - 1 if line else 0
    named = [Pointer(rule, _path_of_rule(rule, form, max(row, 0)), clause) for rule in _NAMED.findall(clause)]
    if named:
        return tuple(named)
    for keyword in KEYWORDS:
        if keyword.pattern.search(clause):
            return (Pointer(keyword.rule, _place(keyword, form, max(row, 0)), clause),)
    return ()


def _place(keyword: Keyword, form: Form, row: int) -> str | None:
    if keyword.path in form.fields:
        return _bound(keyword.path, row)
    return _path_of_rule(keyword.rule, form, row)


def _path_of_rule(rule: str, form: Form, row: int) -> str | None:
    """Return where a rule shows its problems: where its function says, else the field that names it."""
    at = next((one.at for one in form.rules if one.id == rule), "")
    if not at:
        at = next((path for path, bound in form.fields.items() if rule in (bound.box.rule, bound.box.empty_rule)), "")
    if not at and rule == "R159":
        at = form.identity
    return _bound(at, row) if at in form.fields else None


def _bound(pattern: str, row: int) -> str:
    """Put the named row first and the first row into every bracket behind it."""
    return bind(pattern, (row, *(0,) * depth_of(pattern)))
