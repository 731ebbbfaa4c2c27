"""A draft or declaration as the bytes of its message: one walk over the form, in the written order of message.md."""

import re

from lxml import etree

from app.core.draft import Draft, UnknownElement
from app.core.field import BoundField, Kind
from app.core.form import BoundBlock, Form
from app.core.path import bind
from schemas import NAMESPACE


class NotWritable(ValueError):
    """A text cannot stand in an XML message; the sentence names the field."""

    def __init__(self, sentence: str, english: str, path: str = "") -> None:
        super().__init__(sentence)
        self.english = english
        self.path = path


def write(form: Form, draft: Draft, *, unknown: bool = True) -> bytes:
    """Return the message of ``draft`` as UTF-8 with declaration; texts stand as typed, unknown elements if asked.

    Raises NotWritable where a text holds characters XML cannot carry.
    """
    root = etree.Element(_tag(form.message), {"Version": form.schema_version}, nsmap={None: NAMESPACE})
    page = _Page(draft, list(draft.unknown) if unknown else [])
    for child in form.tree.order:
        page.add(root, child, ())
    page.keep(root, "/")
    etree.indent(root)
    page.append_foreign()  # after the indenting: what is kept verbatim must not gain so much as a line break
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


class _Page:
    """One message being written: the draft it comes from and the foreign pieces that go in last."""

    def __init__(self, draft: Draft, kept: list[UnknownElement]) -> None:
        self._draft = draft
        self._kept = kept
        self._foreign: list[tuple[etree._Element, int, etree._Element]] = []

    def add(self, parent: etree._Element, one: BoundField | BoundBlock, rows: tuple[int, ...]) -> None:
        """Write a field or block below ``parent``."""
        if isinstance(one, BoundField):
            self._add_field(parent, one, rows)
        elif one.repeated:
            self._add_rows(parent, one, rows)
        elif one.block.always or self._used(one, rows):
            element = etree.SubElement(parent, _tag(one.steps[-1]))
            for child in one.order:
                self.add(element, child, rows)
            self.keep(element, one.path or one.block.xml)

    def keep(self, element: etree._Element, parent: str) -> None:
        """Note the unknown elements that stood in this block."""
        self._foreign += [
            (element, len(element), _fragment(one.xml, one.name)) for one in self._kept if one.parent == parent
        ]

    def append_foreign(self) -> None:
        """Put the noted pieces where they belong."""
        for element, place, foreign in reversed(self._foreign):
            element.insert(place, foreign)

    def _add_field(self, parent: etree._Element, bound: BoundField, rows: tuple[int, ...]) -> None:
        path = bind(bound.path, rows)
        raw = self._draft.get(path)
        if bound.kind is Kind.XML:
            if raw:
                self._foreign.append((parent, len(parent), _verbatim(raw, bound, path)))
            return
        element = etree.SubElement(parent, _tag(bound.xml_path[-1]))
        try:
            element.text = raw or None
        except ValueError:
            raise NotWritable(
                f"{bound.label}（{path}）含报文不允许的控制字符，请删去后重试",
                f"{bound.english} ({path}) holds control characters no message can carry",
                path,
            ) from None

    def _add_rows(self, parent: etree._Element, block: BoundBlock, rows: tuple[int, ...]) -> None:
        section = bind(block.rows_of, rows)
        count = self._draft.rows(section)
        if not count and not block.block.always:
            return
        holder = etree.SubElement(parent, _tag(block.steps[0])) if len(block.steps) > 1 else parent
        for number in range(count):
            element = etree.SubElement(holder, _tag(block.steps[-1]))
            for child in block.order:
                self.add(element, child, (*rows, number))
            self.keep(element, f"{section}[{number}]")

    def _used(self, block: BoundBlock, rows: tuple[int, ...]) -> bool:
        typed = any(self._draft.get(bind(bound.path, rows)) for bound in block.walk())
        return typed or any(one.parent == block.path for one in self._kept)


def _verbatim(raw: str, bound: BoundField, path: str) -> etree._Element:
    """Return a block kept as it came; it must still be the block its field stands for."""
    found = _fragment(raw, bound.label, path)
    if found.tag != _tag(bound.xml_path[-1]):
        name = bound.xml_path[-1]
        raise NotWritable(f"{bound.label} 的原样内容不是 {name} 元素，请删去后重试", f"{path} is no {name}", path)
    return found


def _fragment(xml: str, name: str, path: str = "") -> etree._Element:
    try:
        if "<!" in xml and re.search(r"<!(DOCTYPE|ENTITY)", xml, re.IGNORECASE):
            raise ValueError(name)  # its entities would be missing where it goes
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        english = f"what is kept verbatim of {path or name} is no whole piece of XML"
        raise NotWritable(f"{name} 的原样内容不是完整的 XML 片段，请删去后重试", english, path) from None


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
