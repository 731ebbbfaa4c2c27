"""Names of the regulations the rules cite, each written once; it decides nothing."""

FILLING_GUIDE = "海关总署公告2019年第18号《报关单填制规范》"
MESSAGE_FORMAT = "海关总署公告2018年第67号（报关单申报电子报文格式）"
TARIFF = "《中华人民共和国进出口税则》"
ELEMENT_CATALOGUE = "《中华人民共和国海关进出口商品规范申报目录》"
VALUATION = "《中华人民共和国海关审定进出口货物完税价格办法》（海关总署令第213号）"
PRICE_CONFIRMATION = "海关总署公告2021年第44号（公式定价）、2019年第58号（特许权使用费）"
ORIGIN_FILING = "海关总署公告2021年第34号（优惠贸易协定项下进出口货物申报）"
PROCESSING_TRADE = "《中华人民共和国海关加工贸易货物监管办法》（海关总署令第219号）"
QUARANTINE = "《中华人民共和国进出境动植物检疫法》"
FOREIGN_TRADE = "《中华人民共和国对外贸易法》、年度进出口许可证管理货物目录"
STAGED_ACCESS = "海关总署公告2019年第160号（两段准入）"
ADVANCE_FILING = "海关总署公告2014年第74号（提前申报）"
MANIFEST = "《海关进出境运输工具舱单管理办法》（海关总署令第172号）"
MERGED_FILING = "海关总署公告2018年第60号（关检融合）"
TRANSIT = "海关总署公告2017年第48号（转关）"
UNVERIFIED = "（待核）"
"""Said of a rule that is to be checked against the authority's own text before release."""


def box(number: int) -> str:
    """Cite one box of the 填制规范."""
    return f"{FILLING_GUIDE}第 {number} 栏"
