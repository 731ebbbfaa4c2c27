"""Opens a declaration safely, judges it by the XSD and points at elements; the trade's rules are not its business."""

from __future__ import annotations

from functools import cache

from lxml import etree

from app.gateway.finding import Finding
from schemas import Kind, path_of

MAX_BYTES = 8 * 1024 * 1024
_MAX_DEPTH = 64
_MAX_ELEMENTS = 200_000
_CHUNK = 64 * 1024
_MAX_FINDINGS = 50

# Blocks whose rows a pointer counts; a row inside a goods line is counted by the goods line.
_ROWS = frozenset(
    {
        "DecList", "Container", "LicenseDocu", "DecRequestCert", "DecOtherPack", "DecCopLimit", "DecUser", "DecMarkLob",
        "EdocRealation", "EcoRelation", "TrnContainer", "TrnContaGoods", "DecCopPromise",
    }
)  # fmt: skip

# libxml2's names of what a value did wrong → what to tell the sender
_REASONS = {
    "SCHEMAV_CVC_MAXLENGTH_VALID": "内容超长",
    "SCHEMAV_CVC_MINLENGTH_VALID": "内容不能为空",
    "SCHEMAV_CVC_PATTERN_VALID": "格式不符",
    "SCHEMAV_ELEMENT_CONTENT": "此处不应出现该元素，或缺少应有的元素",
    "SCHEMAV_CVC_ELT_1": "根元素或命名空间不符",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "不应出现该属性",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "缺少必需的属性",
}


class Unreadable(ValueError):
    """The bytes are not a document this gateway opens; the text says why, in Chinese."""


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def read(content: bytes) -> etree._Element:
    """The root element. Raises Unreadable for what is too big, too deep, carries a DOCTYPE or is not XML."""
    if len(content) > MAX_BYTES:
        raise Unreadable("报文超过8MB")
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
    )
    depth = deepest = elements = 0
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
            # Counted while reading: a few megabytes of empty elements would otherwise take hundreds in memory.
            for event, _element in parser.read_events():
                depth += 1 if event == "start" else -1
                deepest = max(deepest, depth)
                elements += event == "start"
            if deepest > _MAX_DEPTH or elements > _MAX_ELEMENTS:
                raise Unreadable("报文嵌套过深或元素过多")
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"报文不是格式正确的XML（第{error.lineno}行）") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("报文不得包含DOCTYPE")
    return root


@cache
def _schema(kind: Kind) -> etree.XMLSchema:
    # The schema includes no other file, and a parser without network keeps it so.
    return etree.XMLSchema(etree.parse(str(path_of(kind)), etree.XMLParser(no_network=True)))


def warm_up() -> None:
    """Compiles the schemas ahead of the first message."""
    _schema(Kind.MESSAGE)
    _schema(Kind.REQUEST)


def schema_findings(root: etree._Element, kind: Kind = Kind.MESSAGE) -> list[Finding]:
    """Everything the XSD has against the message, one finding per element, at most fifty."""
    schema = _schema(kind)
    if schema.validate(root):
        return []
    findings: dict[tuple[str, int | None], Finding] = {}
    for entry in schema.error_log:
        element = _element_at(root, entry.path)
        name, item = pointer(element)
        reason = _REASONS.get(entry.type_name, "不符合报文格式")
        findings.setdefault((name, item), Finding("XSD", name, item, f"{_place(name, item)}{reason}"))
        if len(findings) == _MAX_FINDINGS:
            break
    return list(findings.values())


def _element_at(root: etree._Element, path: str | None) -> etree._Element:
    found = root.getroottree().xpath(path) if path else []
    element = found[0] if isinstance(found, list) and found else root
    return element if isinstance(element, etree._Element) else root


def pointer(element: etree._Element) -> tuple[str, int | None]:
    """An element as "Block/Name" and the 1-based row of its block: the goods line inside DecList, else its own row."""
    parent = element.getparent()
    name = local_name(element) if parent is None else f"{local_name(parent)}/{local_name(element)}"
    row: etree._Element | None = element
    outermost = None
    while row is not None:
        if local_name(row) in _ROWS:
            outermost = row
        row = row.getparent()
    if outermost is None:
        return name, None
    return name, 1 + sum(1 for sibling in outermost.itersiblings(tag=str(outermost.tag), preceding=True))


def _place(name: str, item: int | None) -> str:
    return f"{name}：" if item is None else f"{name}（第{item}项）："
