"""A draft or declaration as the bytes of its message: one walk over the form, in the written order of message.md."""

from collections.abc import Iterable

from lxml import etree

from app.core.draft import Draft, UnknownElement
from app.core.field import BoundField, Kind
from app.core.form import BoundBlock, Form
from app.core.path import bind
from schemas import NAMESPACE


class NotWritable(ValueError):
    """A text cannot stand in an XML message; the sentence names the field."""


def write(form: Form, draft: Draft, *, unknown: bool = True) -> bytes:
    """Return the message of ``draft`` as UTF-8 with declaration; texts stand as typed, unknown elements if asked.

    Raises NotWritable where a text holds characters XML cannot carry.
    """
    root = etree.Element(_tag(form.message), {"Version": form.schema_version}, nsmap={None: NAMESPACE})
    kept = list(draft.unknown) if unknown else []
    for child in form.tree.order:
        _add(root, child, draft, (), kept)
    _keep(root, "/", kept)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(
    parent: etree._Element,
    one: BoundField | BoundBlock,
    draft: Draft,
    rows: tuple[int, ...],
    kept: list[UnknownElement],
) -> None:
    if isinstance(one, BoundField):
        _add_field(parent, one, draft, rows)
    elif one.repeated:
        _add_rows(parent, one, draft, rows, kept)
    elif one.block.always or _used(one, draft, rows, kept):
        element = etree.SubElement(parent, _tag(one.steps[-1]))
        for child in one.order:
            _add(element, child, draft, rows, kept)
        _keep(element, one.path if one.path else one.block.xml, kept)


def _add_field(parent: etree._Element, bound: BoundField, draft: Draft, rows: tuple[int, ...]) -> None:
    path = bind(bound.path, rows)
    raw = draft.get(path)
    if bound.kind is Kind.XML:
        if raw:
            parent.append(_fragment(raw, bound.label))
        return
    element = etree.SubElement(parent, _tag(bound.xml_path[-1]))
    try:
        element.text = raw or None
    except ValueError:
        raise NotWritable(f"{bound.label}（{path}）含报文不允许的控制字符，请删去后重试") from None


def _add_rows(
    parent: etree._Element, block: BoundBlock, draft: Draft, rows: tuple[int, ...], kept: list[UnknownElement]
) -> None:
    section = bind(block.rows_of, rows)
    count = draft.rows(section)
    if not count and not block.block.always:
        return
    holder = etree.SubElement(parent, _tag(block.steps[0])) if len(block.steps) > 1 else parent
    for number in range(count):
        element = etree.SubElement(holder, _tag(block.steps[-1]))
        for child in block.order:
            _add(element, child, draft, (*rows, number), kept)
        _keep(element, f"{section}[{number}]", kept)


def _used(block: BoundBlock, draft: Draft, rows: tuple[int, ...], kept: Iterable[UnknownElement]) -> bool:
    return any(draft.get(bind(bound.path, rows)) for bound in block.walk()) or any(
        one.parent == block.path for one in kept
    )


def _keep(element: etree._Element, parent: str, kept: Iterable[UnknownElement]) -> None:
    for one in kept:
        if one.parent == parent:
            element.append(_fragment(one.xml, one.name))


def _fragment(xml: str, name: str) -> etree._Element:
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))
    except (etree.XMLSyntaxError, ValueError):
        raise NotWritable(f"{name} 的原样内容不是完整的 XML 片段，请删去后重试") from None


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
