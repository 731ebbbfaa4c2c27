"""What a sheet of goods may call its columns, and which part each field of a goods line plays; it reads no sheet."""

from collections.abc import Mapping

from app.core.goods_sheet import GoodsSheet, Measure, Share

TITLES: Mapping[str, tuple[str, ...]] = {
    "hs_code": (
        *("商品编号", "商品编码", "hs编码", "hs", "hscode", "hs code", "税号", "税则号列", "海关编码", "hs no"),
        *("税则号", "编码", "hscode.", "海关商品编码"),
    ),
    "name": (
        *("商品名称", "品名", "货物名称", "中文品名", "货名", "名称", "产品名称", "description", "goods"),
        *("product", "commodity", "description of goods", "申报品名"),
    ),
    "model": ("规格型号", "规格", "型号", "申报要素", "规格及型号", "spec", "specification", "model", "要素"),
    "quantity": ("成交数量", "数量", "申报数量", "qty", "quantity", "q'ty", "总数量"),
    "unit": ("成交单位", "单位", "计量单位", "数量单位", "申报单位", "unit", "uom"),
    "price": ("单价", "unit price", "price", "申报单价", "成交单价", "含税单价"),
    "total": ("总价", "金额", "总金额", "总值", "amount", "total", "total amount", "申报总价", "货值", "value"),
    "currency": ("币制", "币种", "货币", "currency", "cur"),
    "first_quantity": ("法定第一数量", "法定数量", "第一数量", "第一法定数量", "法一数量"),
    "first_unit": ("法定第一单位", "法定单位", "第一单位", "第一法定单位", "法一单位"),
    "second_quantity": ("法定第二数量", "第二数量", "第二法定数量", "法二数量"),
    "second_unit": ("法定第二单位", "第二单位", "第二法定单位", "法二单位"),
    "origin_country": ("原产国", "原产国(地区)", "产地", "原产地", "原产国别", "country of origin", "origin", "产国"),
    "destination_country": ("最终目的国", "最终目的国(地区)", "目的国", "destination", "运抵国"),
    "district": ("境内货源地", "货源地", "境内目的地", "境内目的地/境内货源地"),
    "destination_code": ("目的地代码", "产地代码", "行政区划"),
    "duty_mode": ("征免方式", "征免", "征减免税方式"),
    "purpose": ("用途",),
    "inspection_code": ("检验检疫编码", "ciq编码", "监管类别"),
    "inspection_name": ("检验检疫名称", "ciq名称"),
    "product_number": ("备案货号",),
    "manual_item": ("备案序号", "备案项号"),
    "goods_brand": ("品牌", "brand", "货物品牌"),
    "english_name": ("英文品名", "英文名称", "english name", "商品英文名称"),
}
MEASURES = (
    Measure("~net", "净重", ("净重", "总净重", "净重kg", "net weight", "nw", "net"), "net_weight"),
    Measure("~gross", "毛重", ("毛重", "总毛重", "毛重kg", "gross weight", "gw", "gross"), "gross_weight"),
    Measure("~packages", "件数", ("件数", "箱数", "包装件数", "ctns", "packages", "ctn", "pkgs"), "pack_count"),
    Measure("~container", "箱号", ("箱号", "集装箱号", "柜号", "container", "container no"), is_text=True),
    Measure("~contract", "合同号", ("合同号", "合同协议号", "合同", "contract no", "contract", "po no"), is_text=True),
)
IGNORED = ("序号", "no", "no.", "项号", "货号", "款号", "item", "item no", "sku", "备注", "remark", "行号", "图片")
UNITS = {
    **dict.fromkeys(("kg", "kgs", "公斤", "千克", "kilogram", "kilograms", "kgm"), "035"),
    **dict.fromkeys(("g", "克", "gram"), "036"),
    **dict.fromkeys(("pcs", "pc", "pce", "piece", "pieces", "ea", "只个"), "007"),
    **dict.fromkeys(("t", "mt", "ton", "tons", "tne", "公吨"), "070"),
    **dict.fromkeys(("set", "sets", "kit"), "006"),
    **dict.fromkeys(("pair", "pairs", "prs", "pr"), "025"),
    **dict.fromkeys(("m", "meter", "meters", "mtr", "公尺"), "030"),
    **dict.fromkeys(("m2", "㎡", "平米", "平方米", "sqm"), "032"),
    **dict.fromkeys(("m3", "㎥", "立方", "立方米", "cbm"), "033"),
    **dict.fromkeys(("l", "ltr", "liter", "litre", "升"), "095"),
    **dict.fromkeys(("ctn", "ctns", "carton", "cartons"), "120"),
}
COUNTRIES = {"国产": "CHN", "中国大陆": "CHN", "prc": "CHN", "usa": "USA", "uk": "GBR", "korea": "KOR", "外蒙": "MNG"}
CURRENCIES = {"$": "USD", "us$": "USD", "美金": "USD", "rmb": "CNY", "¥": "CNY", "￥": "CNY", "元": "CNY", "€": "EUR"}

GOODS_SHEET = GoodsSheet(
    section="items",
    code="hs_code",
    name="name",
    model="model",
    quantity="quantity",
    unit="unit",
    price="price",
    total="total",
    currency="currency",
    needed=("hs_code", "name", "quantity", "unit", "total"),
    legal=(("first_quantity", "first_unit"), ("second_quantity", "second_unit")),
    weight_unit="035",
    net="~net",
    rule=(
        ("hs_code", "商品编号"),
        ("name", "品名"),
        ("model", "申报要素"),
        ("origin_country", "原产国"),
        ("currency", "币制"),
        ("unit", "单位"),
        ("price", "单价"),
    ),
    optional=("price",),
    titles=TITLES,
    measures=MEASURES,
    shares=(
        Share("gross_weight", 2, "~gross"),
        Share("net_weight", 2, "~net"),
        Share("pack_count", 0, "~packages"),
        Share("fee_rate", 2, "~gross", "fee_mark", "3"),
        Share("insurance_rate", 2, "", "insurance_mark", "3"),
        Share("other_rate", 2, "", "other_mark", "3"),
    ),
    ignored=IGNORED,
    aliases={"units": UNITS, "countries": COUNTRIES, "currencies": CURRENCIES},
)
"""The one sheet of goods there is: imports and exports name the fields of a line alike."""
