"""Write resources/codes/countries.csv from pycountry's Chinese names and customs' own; never used at run time.

Run as ``python packaging/make_countries.py`` after ``pip install pycountry``. The library gives ISO 3166-1 codes and
Chinese names; where the customs table (海关总署公告2019年第18号) calls a place otherwise, the name below wins.
"""

import csv
import gettext
from importlib.metadata import version
from pathlib import Path

import pycountry

TARGET = Path(__file__).resolve().parents[1] / "resources" / "codes" / "countries.csv"
COLUMNS = ("code", "name", "name_en", "iso2", "old", "alias", "source")

CUSTOMS_NAMES = {
    "ALA": "阿兰群岛（波罗的海中芬兰所属群岛）",
    "ATF": "法属南部领地",
    "BES": "博内尔岛、圣尤斯特歇斯岛和萨巴岛",
    "BGD": "孟加拉",
    "BLM": "加勒比海圣巴特岛",
    "BOL": "玻利维亚",
    "BVT": "布维岛",
    "CAF": "中非",
    "CCK": "科科斯（基林）群岛",
    "COD": "刚果（金）",
    "COG": "刚果（布）",
    "CUW": "库腊索岛",
    "DOM": "多米尼加",
    "FLK": "福克兰群岛(马尔维纳斯)",
    "FSM": "密克罗尼西亚(联邦)",
    "GTM": "危地马拉",
    "HKG": "中国香港",
    "HMD": "赫德岛和麦克唐纳岛",
    "IMN": "马恩岛",
    "IRN": "伊朗",
    "KGZ": "吉尔吉斯斯坦",
    "KHM": "柬埔寨",
    "KOR": "韩国",
    "LAO": "老挝",
    "MAC": "中国澳门",
    "MAF": "圣马丁(法国)",
    "MDA": "摩尔多瓦",
    "MKD": "北马其顿共和国",
    "MLT": "马耳他",
    "MNE": "黑山共和国",
    "MNP": "北马里亚纳自由联邦",
    "PRK": "朝鲜",
    "PYF": "法属波利尼西亚",
    "RUS": "俄罗斯联邦",
    "SGS": "南乔治亚岛和南桑德韦奇岛",
    "SHN": "圣赫勒拿",
    "SJM": "斯瓦尔巴岛和扬马延岛",
    "SRB": "塞尔维亚共和国",
    "SXM": "荷属圣马丁岛",
    "SYR": "叙利亚",
    "TTO": "特立尼达和多巴哥",
    "TWN": "中国台湾",
    "VEN": "委内瑞拉",
}

CUSTOMS_ONLY = {
    "CAI": ("加那利群岛", "Canary Islands"),
    "CEU": ("休达", "Ceuta"),
    "GAM": ("盖比群岛", "Gambier Islands"),
    "HRA": ("相关成员最高税率", "RCEP: highest rate of the members concerned"),
    "HRB": ("所有成员最高税率", "RCEP: highest rate of all members"),
    "MAI": ("马克萨斯群岛", "Marquesas Islands"),
    "MEL": ("梅利利亚", "Melilla"),
    "SOC": ("社会群岛", "Society Islands"),
    "TUA": ("土阿莫土群岛", "Tuamotu Islands"),
    "TUB": ("土布艾群岛", "Tubuai Islands"),
    "ZAO": ("非洲其他国家(地区)", "Other Africa"),
    "ZAS": ("亚洲其他国家(地区)", "Other Asia"),
    "ZEU": ("欧洲其他国家(地区)", "Other Europe"),
    "ZNA": ("北美洲其他国家(地区)", "Other North America"),
    "ZOC": ("大洋洲其他国家(地区)", "Other Oceania"),
    "ZSA": ("拉丁美洲其他国家(地区)", "Other Latin America"),
    "ZUN": ("联合国及机构和国际组织", "United Nations and international organizations"),
    "ZZZ": ("国(地)别不详", "Country unknown"),
}

ENGLISH_NAMES = {"HKG": "Hong Kong (China)", "MAC": "Macao (China)", "TWN": "Taiwan, China", "TUR": "Turkey"}

ALIASES = {
    "ARE": "阿拉伯联合酋长国;UAE",
    "BGD": "孟加拉国",
    "CZE": "Czech Republic",
    "DEU": "德意志",
    "GBR": "UK;Britain;大不列颠及北爱尔兰联合王国",
    "HKG": "香港",
    "KOR": "南韩;大韩民国;South Korea",
    "MAC": "澳门",
    "MKD": "北马其顿",
    "MNE": "黑山",
    "MNG": "蒙古国",
    "PRK": "北朝鲜;North Korea",
    "RUS": "俄罗斯;Russia",
    "SRB": "塞尔维亚",
    "TWN": "台湾",
    "USA": "美利坚合众国;America",
    "ZZZ": "国别不详;国别(地区)不详",
}

OLD_CODES = {
    "HKG": "110", "IND": "111", "IDN": "112", "IRN": "113", "JPN": "116", "MNG": "124", "PAK": "127", "SGP": "132",
    "KOR": "133", "THA": "136", "TUR": "137", "ARE": "138", "VNM": "141", "CHN": "142", "TWN": "143", "KAZ": "145",
    "KGZ": "146", "TJK": "147", "TKM": "148", "UZB": "149", "GBR": "303", "DEU": "304", "FRA": "305", "ITA": "307",
    "NLD": "309", "FIN": "318", "POL": "327", "SWE": "330", "CHE": "331", "BLR": "340", "RUS": "344", "UKR": "347",
    "BRA": "410", "CHL": "412", "CAN": "501", "USA": "502", "AUS": "601", "NZL": "609", "ZZZ": "701",
}  # fmt: skip


def rows() -> list[tuple[str, ...]]:
    """Return one row per country or customs-only code, sorted by code."""
    chinese = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["zh_CN"])
    library = f"pycountry {version('pycountry')}"
    found = {code: (name, english, "", "海关总署公告2019年第18号") for code, (name, english) in CUSTOMS_ONLY.items()}
    for country in pycountry.countries:
        code = country.alpha_3
        english = ENGLISH_NAMES.get(code) or str(getattr(country, "common_name", country.name))
        typed = CUSTOMS_NAMES.get(code)
        name = typed or chinese.gettext(country.name)
        found[code] = (name, english, country.alpha_2, "海关总署公告2019年第18号" if typed else library)
    return [
        (code, name, english, iso2, OLD_CODES.get(code, ""), ALIASES.get(code, ""), source)
        for code, (name, english, iso2, source) in sorted(found.items())
    ]


def main() -> None:
    """Write the table and say how many rows it has."""
    table = rows()
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(table)
    print(f"{TARGET}: {len(table)} rows")


if __name__ == "__main__":
    main()
