"""Which column of a foreign table is which of ours, whatever the order and wording of its header; it reads no rows."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reference.catalogue import KnownTable
from app.reference.fold import fold

_NOISE = re.compile(r"[\s()（）\[\]【】\"'“”*＊:：/／_\-%％]+")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "code": (
        *("code", "hsprefix", "代码", "编码", "代号", "编号", "商品编码", "商品编号", "税则号列", "税号", "hs编码"),
        *("hscode", "关区代码", "海关代码", "国别代码", "国家代码", "国家地区代码", "国别地区代码", "币制代码"),
        *("货币代码", "计量单位代码", "单位代码", "港口代码", "口岸代码", "口岸编码", "国内口岸编码", "监管方式代码"),
        *("征免性质代码", "征减免税方式代码", "包装种类代码", "行政区划代码", "地区代码", "证件代码", "单证代码"),
        *("项目代码", "收费项目代码", "协定代码", "运输方式代码", "成交方式代码", "用途代码"),
    ),
    "name": (
        *("name", "element", "名称", "中文名称", "中文名", "中文", "商品名称", "货品名称", "关区名称", "海关名称"),
        *("国别名称", "国家名称", "国家地区名称", "中文简称", "国别地区名称", "币制名称", "货币名称", "单位名称"),
        *("计量单位名称", "港口名称", "口岸名称", "监管方式名称", "征免性质名称", "地区名称", "证件名称", "单证名称"),
        *("项目名称", "收费项目", "收费项目名称", "协定名称", "含义", "说明"),
    ),
    "name_en": ("nameen", "englishname", "英文名称", "英文名", "英文", "英文简称", "英文全称"),
    "full_name": ("fullname", "全称", "中文全称"),
    "short_name": ("shortname", "简称", "关区简称"),
    "alias": ("alias", "别名", "俗名", "又称"),
    "old": ("old", "oldcode", "旧代码", "原代码", "旧编码", "原编码", "老代码"),
    "since": ("since", "生效日期", "启用日期", "开始日期", "生效日", "实施日期", "有效期起", "起始日期"),
    "until": ("until", "失效日期", "截止日期", "停用日期", "终止日期", "有效期止", "结束日期", "失效日"),
    "successor": ("successor", "替代代码", "新代码", "接替代码", "替换代码", "后继代码", "现代码"),
    "source": ("source", "来源", "依据", "文号", "公告"),
    "as_of": ("asof", "截至日期", "截至日", "更新日期", "数据日期"),
    "unit1": ("unit1", "第一单位", "法定第一单位", "第一法定单位", "法定单位", "第一计量单位"),
    "unit2": ("unit2", "第二单位", "法定第二单位", "第二法定单位", "第二计量单位"),
    "marks": ("marks", "controlmarks", "监管条件", "监管证件代码", "监管条件代码"),
    "inspection": ("inspection", "检验检疫类别", "检验检疫", "检验检疫条件"),
    "elements": ("elements", "申报要素", "规范申报要素"),
    "country": ("country", "countrycode", "所属国家代码"),
    "kind": ("kind", "类型", "种类"),
    "port": ("port", "口岸", "适用口岸", "所在口岸"),
    "price": ("price", "amount", "收费标准", "标准", "金额", "单价"),
    "unit": ("unit", "计费单位", "计价单位", "计量单位"),
    "payer": ("payer", "缴费主体", "付费方", "收费对象"),
    "basis": ("basis", "收费依据", "政策依据"),
    "holder": ("holder", "收费单位", "收费单位名称", "收费主体", "收费企业"),
    "pricing": ("pricing", "定价方式", "价格形式", "收费性质"),
    "mfn": ("mfn", "mfnrate", "最惠国税率", "最惠国", "进口最惠国税率"),
    "general": ("general", "generalrate", "普通税率", "普通", "进口普通税率"),
    "provisional": ("provisional", "importtemprate", "暂定税率", "进口暂定税率"),
    "vat": ("vat", "vatrate", "增值税率", "增值税", "增值税税率"),
    "export": ("export", "exportduty", "出口税率", "出口关税"),
    "export_provisional": ("exportprovisional", "出口暂定税率"),
    "consumption": ("consumption", "consumptiontax", "消费税率", "消费税"),
    "number": ("number", "排除编号", "反制措施排除编号"),
    "agreement": ("agreement", "协定"),
    "rate": ("rate", "税率", "汇率", "协定税率"),
}
_ENDINGS = (("代码", "code"), ("编码", "code"), ("名称", "name"))
_CURRENCY = ("币制", "货币")  # what the names in a table of exchange rates are headed by


@dataclass(frozen=True, slots=True)
class Columns:
    """Our column for each column of the file, empty where a column is left out."""

    names: tuple[str, ...]

    def complete(self, table: KnownTable) -> bool:
        """Tell whether the name was found, and the code where the table has codes."""
        return "name" in self.names and (table.coded_by_name or "code" in self.names)


def header_key(header: Sequence[str]) -> str:
    """Return what a set of column titles is remembered by, whatever their order."""
    return hashlib.sha256("\n".join(sorted(_plain(cell) for cell in header if cell)).encode()).hexdigest()[:32]


def remembered_of(header: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Return a mapping as it is remembered: by title, so that it fits the same titles in any order."""
    return {_plain(cell): column for cell, column in zip(header, columns, strict=True) if cell and column}


def map_columns(header: Sequence[str], table: KnownTable, remembered: Mapping[str, str] | None = None) -> Columns:
    """Return which column is which: as remembered or told for these titles, else by their words.

    Of two that could be the same the better word wins (that named first above); the other keeps its own title.
    """
    if remembered is not None:
        return Columns(tuple(remembered.get(_plain(cell), "") for cell in header))
    folded = [_plain(cell) for cell in header]
    titled = _titled(folded, table)
    found = [_renamed(cell, table) or ("name" if n == titled else "") for n, cell in enumerate(header)]
    for column, words in _WORDS.items():
        if column not in found:
            at = next((folded.index(word) for word in words if word in folded and not found[folded.index(word)]), None)
            if at is not None:
                found[at] = column
    for ending, column in _ENDINGS:
        at = next((n for n, cell in enumerate(folded) if cell.endswith(ending) and not found[n]), None)
        if column not in found and at is not None:
            found[at] = column
    return Columns(tuple(column or _own(cell, found) for column, cell in zip(found, header, strict=True)))


def _renamed(cell: str, table: KnownTable) -> str:
    return table.renames.get(cell.strip(), "")


def _titled(folded: Sequence[str], table: KnownTable) -> int | None:
    """Return the column headed like the table itself, for the names where no title says name (编号, 计量单位)."""
    if any(one in _WORDS["name"] or one.endswith("名称") for one in folded):
        return None
    titles = {_plain(one) for one in (table.title, *table.other_names, *_CURRENCY)} - {*_WORDS["code"]}
    return next((n for n, cell in enumerate(folded) if cell in titles), None)


def _own(cell: str, taken: Sequence[str]) -> str:
    """Keep an unknown column under its own title, unless that is the name of one of ours."""
    title = cell.strip()
    return "" if title in taken else title


def looks_like_header(line: Sequence[str], table: KnownTable, remembered: Mapping[str, str] | None = None) -> bool:
    """Tell whether a line names the columns: it has both code and name, and no cell holds a number."""
    filled = [cell for cell in line if cell]
    if len(filled) < 2 or any(cell.replace(".", "").isdecimal() for cell in filled):
        return False
    return map_columns(line, table, remembered).complete(table)


def is_percentage(title: str) -> bool:
    """Tell whether the numbers of a column are hundredths, as its title says."""
    return "%" in title or "％" in title


def _plain(cell: str) -> str:
    return _NOISE.sub("", fold(cell))
