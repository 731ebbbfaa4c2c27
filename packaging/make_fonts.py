"""Make resources/fonts/*.otf from Debian's Noto Sans CJK; a developer's tool, never run by the program or by set-up.

Needs `apt-get install fonts-noto-cjk fonts-noto-cjk-extra` and fontTools. Takes the Simplified Chinese face of each
weight, draws the six signs of our neighbours that it lacks (Mongolian vowels, tugrik, rouble) and two small triangles,
keeps SIGNS and the Han set of the weight, and renames the family, because a modified font must not carry the trademark
of the original.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Portdesk Sans SC"
POSTSCRIPT = "PortdeskSansSC"
SOURCE = Path("/usr/share/fonts/opentype/noto")
TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"
FACE_SC = 2  # order inside the collection: JP, KR, SC, TC, HK, then the monospaced ones
WEIGHTS = {"Regular": 400, "Medium": 500, "Bold": 700}
FEATURES = ["calt", "ccmp", "fwid", "halt", "hwid", "kern", "liga", "mark", "palt", "pwid", "tnum"]

# Inclusive ranges shared by all weights; a code point that the source lacks is left out silently.
SIGNS: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x0100, 0x017F), (0x01CD, 0x01DC), (0x02C6, 0x02DD),  # Latin, pinyin tones
    (0x0300, 0x0304), (0x0306, 0x030C),  # combining accents
    (0x0370, 0x03FF), (0x0400, 0x045F), (0x04AE, 0x04AF), (0x04E8, 0x04E9),  # Greek, Russian, Mongolian
    (0x2000, 0x206F), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218B),  # punctuation, money
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x259F),  # arrows, boxes
    (0x25A0, 0x26FF), (0x2700, 0x27BF), (0x2E80, 0x2FDF), (0x3000, 0x30FF), (0x3105, 0x312F),  # shapes, kana, bopomofo
    (0x31C0, 0x31E3), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF),  # ㎡, full-width forms
)  # fmt: skip
URO = (0x4E00, 0x9FA5)  # the 20,902 Han characters of GBK
COMPATIBILITY = (0xF900, 0xFAFF)
# Characters outside GBK that names and places on a declaration do use (通用规范汉字表, part of level three).
BEYOND_GBK = (
    "㐂㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘"
    "䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏𠮷"
)

Draw = Callable[["Outlines", T2CharStringPen], int]


def main() -> int:
    """Write the three weights; 0 when all were written."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        font = TTFont(SOURCE / f"NotoSansCJK-{style}.ttc", fontNumber=FACE_SC, recalcTimestamp=False)
        add_missing_signs(font)
        subset(font, han_of(style))
        rename(font, style, weight)
        path = TARGET / f"{POSTSCRIPT}-{style}.otf"
        font.save(path)
        print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size / 1e6:.1f} MB")
    return 0


def han_of(style: str) -> Iterable[int]:
    """The Han code points of a weight: all of GBK for running text, GB2312 where it only emphasises."""
    if style == "Regular":
        return chain(span(URO), span(COMPATIBILITY), map(ord, BEYOND_GBK))
    return gb2312_han()


def span(bounds: tuple[int, int]) -> range:
    """An inclusive range of code points."""
    return range(bounds[0], bounds[1] + 1)


def gb2312_han() -> Iterator[int]:
    """The 6,763 Han characters of GB2312, rows 16 to 87."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            text = bytes((row, cell)).decode("gb2312", errors="ignore")
            if text:
                yield ord(text)


def subset(font: TTFont, han: Iterable[int]) -> None:
    """Keep the signs, the given Han characters and the layout features that horizontal Chinese text uses."""
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*chain.from_iterable(map(span, SIGNS)), *han])
    subsetter.subset(font)


def rename(font: TTFont, style: str, weight: int) -> None:
    """One typographic family with three weights; the copyright and licence records stay as they are."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in {0, 5, 8, 9, 10, 11, 12, 13, 14}]
    regular_or_bold = style in {"Regular", "Bold"}
    texts = {
        1: FAMILY if regular_or_bold else f"{FAMILY} {style}",
        2: style if regular_or_bold else "Regular",
        3: f"{POSTSCRIPT}-{style};subset of Noto Sans CJK SC 2.004",
        4: f"{FAMILY} {style}",
        6: f"{POSTSCRIPT}-{style}",
        16: FAMILY,
        17: style,
    }
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    cff = font["CFF "].cff
    cff.fontNames[0] = f"{POSTSCRIPT}-{style}"
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName, top.Weight = f"{FAMILY} {style}", FAMILY, style
    for number, part in enumerate(top.FDArray):
        part.FontName = f"{POSTSCRIPT}-{style}-{number}"


@dataclass(frozen=True, slots=True)
class Outlines:
    """Read-only view of a font's glyphs by character."""

    font: TTFont

    def name(self, sign: str) -> str:
        """Glyph name of a character."""
        return str(self.font.getBestCmap()[ord(sign)])

    def width(self, sign: str) -> int:
        """Advance width in font units."""
        return int(self.font["hmtx"][self.name(sign)][0])

    def bounds(self, sign: str) -> tuple[float, float, float, float]:
        """Ink box (x min, y min, x max, y max)."""
        glyphs = self.font.getGlyphSet()
        pen = BoundsPen(glyphs)
        glyphs[self.name(sign)].draw(pen)
        box: tuple[float, float, float, float] = pen.bounds
        return box

    def draw(self, sign: str, pen: T2CharStringPen, matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> None:
        """Draw a character through an affine matrix."""
        glyphs = self.font.getGlyphSet()
        glyphs[self.name(sign)].draw(TransformPen(pen, matrix))

    def bar(self, pen: T2CharStringPen, left: float, right: float, middle: float) -> None:
        """Draw a horizontal bar as thick as this weight's minus sign."""
        _, low, _, high = self.bounds("−")
        half = (high - low) / 2
        pen.moveTo((left, middle - half))
        pen.lineTo((right, middle - half))
        pen.lineTo((right, middle + half))
        pen.lineTo((left, middle + half))
        pen.closePath()


def barred(letter: str) -> Draw:
    """Ө and ө: the round letter with a bar across its counter."""

    def draw(outlines: Outlines, pen: T2CharStringPen) -> int:
        left, low, right, high = outlines.bounds(letter)
        outlines.draw(letter, pen)
        inset = (right - left) * 0.1
        outlines.bar(pen, left + inset, right - inset, (low + high) / 2)
        return outlines.width(letter)

    return draw


def straight_u(small: bool) -> Draw:
    """Ү is the shape of Latin Y; ү is the same, a little narrower and hanging from the x-height."""

    def draw(outlines: Outlines, pen: T2CharStringPen) -> int:
        drop = outlines.bounds("x")[3] - outlines.bounds("Y")[3] if small else 0
        scale = 0.93 if small else 1.0
        outlines.draw("Y", pen, (scale, 0, 0, 1, 0, drop))
        return round(outlines.width("Y") * scale)

    return draw


def tugrik(outlines: Outlines, pen: T2CharStringPen) -> int:
    """₮: T with two bars across the stem."""
    left, low, right, high = outlines.bounds("T")
    outlines.draw("T", pen)
    inset = (right - left) * 0.14
    for share in (0.36, 0.58):
        outlines.bar(pen, left + inset, right - inset, low + (high - low) * share)
    return outlines.width("T")


def rouble(outlines: Outlines, pen: T2CharStringPen) -> int:
    """₽: P, moved right, with its bowl's lower edge and one bar below it running out to the left of the stem."""
    left, low, right, high = outlines.bounds("P")
    shift = 40
    outlines.draw("P", pen, (1, 0, 0, 1, shift, 0))
    height = high - low
    _, minus_low, _, minus_high = outlines.bounds("−")
    bowl_bottom = low + height * 0.395 + (minus_high - minus_low) / 2
    outlines.bar(pen, left - 30, left + shift + 60, bowl_bottom)
    outlines.bar(pen, left - 30, left + (right - left) * 0.72 + shift, low + height * 0.2)
    return outlines.width("P") + shift


def small_triangle(sign: str) -> Draw:
    """▸ and ▾: the large triangle at six tenths, about the centre of the em box."""

    def draw(outlines: Outlines, pen: T2CharStringPen) -> int:
        outlines.draw(sign, pen, (0.6, 0, 0, 0.6, 200, 152))
        return outlines.width(sign)

    return draw


# New sign -> (how it is drawn, the Vietnamese or dingbat character whose glyph slot and kerning it takes over).
DRAWN: dict[str, tuple[Draw, str]] = {
    "Ө": (barred("O"), "Ọ"),
    "ө": (barred("o"), "ọ"),
    "Ү": (straight_u(small=False), "Ỵ"),
    "ү": (straight_u(small=True), "ỵ"),
    "₮": (tugrik, "Ẹ"),
    "₽": (rouble, "Ẻ"),
    "▸": (small_triangle("▶"), "☎"),
    "▾": (small_triangle("▼"), "☏"),
}


def add_missing_signs(font: TTFont) -> None:
    """Draw DRAWN into slots of glyphs that we do not keep: a CID-keyed font takes no new glyph easily."""
    outlines = Outlines(font)
    made: dict[str, tuple[T2CharString, int]] = {}
    top = font["CFF "].cff.topDictIndex[0]
    for sign, (draw, victim) in DRAWN.items():
        index = font.getGlyphID(outlines.name(victim))
        private = top.FDArray[top.FDSelect[index]].Private
        pen = T2CharStringPen(None, font.getGlyphSet())
        width = draw(outlines, pen)
        drawn = pen.getCharString(private, top.GlobalSubrs)
        drawn.program.insert(0, width - private.nominalWidthX)
        made[sign] = (drawn, width)
    names = {sign: outlines.name(victim) for sign, (_, victim) in DRAWN.items()}
    for sign, (charstring, width) in made.items():
        top.CharStrings[names[sign]] = charstring
        font["hmtx"][names[sign]] = (width, 0)
    victims = {ord(victim) for _, victim in DRAWN.values()}
    for table in font["cmap"].tables:
        if not table.isUnicode() or table.format == 14:
            continue
        table.cmap = {code: name for code, name in table.cmap.items() if code not in victims}
        table.cmap.update({ord(sign): name for sign, name in names.items()})


if __name__ == "__main__":
    sys.exit(main())
