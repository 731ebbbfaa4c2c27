"""A message from anywhere as a draft: any order of blocks, empty elements, any Version; unknown elements are kept."""

from dataclasses import dataclass

from lxml import etree

import forms
from app.core.draft import Draft, Mode, UnknownElement
from app.core.field import BoundField, Kind
from app.core.form import BoundBlock, Form
from app.core.path import bind, pattern_of
from app.wire.untrusted import Unreadable, parse
from schemas import NAMESPACE

MOST_ROWS = 3_000  # 50 goods lines, some hundred containers and attachments, a VIN for every car of a ship
MOST_UNKNOWN = 1_000
_MODES = {"5": Mode.SUMMARY, "6": Mode.COMPLETE}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came along with a message in a zip."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was read: the draft, the Version its sender wrote, and files that came with it."""

    draft: Draft
    version: str = ""
    attachments: tuple[Attached, ...] = ()


def read_message(content: bytes) -> Incoming:
    """Return the DecMessage in ``content`` as a draft; raises Unreadable with a sentence naming the fault."""
    root = parse(content)
    name = etree.QName(root)
    if name.localname != "DecMessage":
        raise Unreadable(
            f"根元素是 {name.localname}，不是 DecMessage，请选择报关单报文",
            f"the root element is {name.localname}, not DecMessage, choose a declaration message",
        )
    if name.namespace != NAMESPACE:
        raise Unreadable(
            f"报文命名空间是“{name.namespace or '空'}”，应为 {NAMESPACE}，请核对导出程序",
            f'the namespace is "{name.namespace or ""}" and should be {NAMESPACE}, check the exporting program',
        )
    form = forms.for_direction(_ie_flag(root))
    draft = Draft(form.id, form.version)
    for child in _elements(root):
        _take(child, form.tree, draft, (), "/")
    refuse_masses(form, draft)
    draft.mode = _MODES.get(draft.get(_type_path(form))[2:3], Mode.ONCE)
    version = next((str(v) for k, v in root.attrib.items() if str(k).lower() == "version"), "")
    return Incoming(draft, version)


def refuse_masses(form: Form, draft: Draft) -> None:
    """Raise Unreadable for a draft no declaration ever was: each row costs time at every step from here on."""
    rows = draft.all_rows()
    for section, count in rows.items():
        block = form.blocks.get(pattern_of(section))
        if block is not None and count > 10 * block.block.most:
            label = block.block.label
            english = f"{count:,} rows of {section}: not a declaration"
            raise Unreadable(f"{label}有 {count:,} 项，不是正常的报关单", english)
    if len(draft.unknown) > MOST_UNKNOWN:
        raise _too_strange()
    total = sum(rows.values())
    if total > MOST_ROWS:
        raise Unreadable(f"各表合计 {total:,} 行，不是正常的报关单", f"{total:,} rows in all: not a declaration")


def _too_strange() -> Unreadable:
    return Unreadable(
        f"超过 {MOST_UNKNOWN:,} 个元素不在格式规范内，不是正常的报关单",
        f"more than {MOST_UNKNOWN:,} unknown elements: not a declaration",
    )


def _ie_flag(root: etree._Element) -> str:
    found = root.find(f"{{{NAMESPACE}}}DecHead/{{{NAMESPACE}}}IEFlag")
    return "" if found is None else _text(found)


def _type_path(form: Form) -> str:
    return form.by_element["DecHead/Type"].path


def _elements(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent if isinstance(child.tag, str)]


def _take(element: etree._Element, block: BoundBlock, draft: Draft, rows: tuple[int, ...], parent: str) -> None:
    """Put one child element of ``block`` where it belongs, or keep it as unknown."""
    name = etree.QName(element)
    one = _match(block, name.localname) if name.namespace == NAMESPACE else None
    if isinstance(one, BoundField):
        _take_field(element, one, draft, rows, parent)
    elif one is None or (not one.repeated and _seen(one, draft, element)):
        _keep(element, draft, parent)
    elif not one.repeated:
        for child in _elements(element):
            _take(child, one, draft, rows, one.path or one.block.xml)
    elif len(one.steps) > 1:
        for child in _elements(element):
            if etree.QName(child).localname in (one.steps[1], f"Dec{one.steps[1]}"):
                _take_row(child, one, draft, rows)
            else:
                _keep(child, draft, parent)
    else:
        _take_row(element, one, draft, rows)


def _take_row(element: etree._Element, block: BoundBlock, draft: Draft, rows: tuple[int, ...]) -> None:
    section = bind(block.rows_of, rows)
    number = draft.rows(section)
    if number >= MOST_ROWS:  # enough is known: the rest need not be read
        label, many = block.block.label, f"{MOST_ROWS:,}"
        raise Unreadable(
            f"{label}超过 {many} 项，不是正常的报关单", f"more than {many} rows of {section}: not a declaration"
        )
    draft.insert_row(section, number, {})
    for child in _elements(element):
        _take(child, block, draft, (*rows, number), f"{section}[{number}]")


def _take_field(element: etree._Element, bound: BoundField, draft: Draft, rows: tuple[int, ...], parent: str) -> None:
    path = bind(bound.path, rows)
    if bound.kind is Kind.XML:
        draft.put(path, _source(element))
    elif len(element) or path in draft.texts:
        _keep(element, draft, parent)  # a leaf with children, or a second one: nothing of it may be lost
    elif text := _text(element):
        draft.put(path, text)


def _match(block: BoundBlock, name: str) -> BoundField | BoundBlock | None:
    for one in block.order:
        known = one.xml_path[-1] if isinstance(one, BoundField) else one.steps[0]
        if known == name:
            return one
    return None


def _seen(block: BoundBlock, draft: Draft, element: etree._Element) -> bool:
    earlier = element.getprevious()
    while earlier is not None:
        if earlier.tag == element.tag:
            return True
        earlier = earlier.getprevious()
    return False


def _keep(element: etree._Element, draft: Draft, parent: str) -> None:
    if len(draft.unknown) >= MOST_UNKNOWN:
        raise _too_strange()
    draft.unknown.append(UnknownElement(parent, etree.QName(element).localname, _source(element)))


def _source(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())
