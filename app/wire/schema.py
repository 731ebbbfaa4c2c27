"""The schema's verdict on a message, every finding with its element; the XSDs are the judge, never the source."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from app.core.form import Form
from app.core.problem import Problem, Severity
from schemas import Kind, path_of

SOURCE = "报关单申报电子报文格式（DecMessage 4.8）"


@dataclass(frozen=True, slots=True)
class SchemaFinding:
    """One thing the schema refuses: where (block and element), in which goods line (1…n or None), in its own words."""

    element: str
    item: int | None
    line: int
    text: str


class _NoFetching(etree.Resolver):
    """Refuse whatever a schema might want to load: ours are whole."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        raise OSError(f"schema must not load {system_url}")


@cache
def _schema(kind: Kind, version: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(_NoFetching())
    return etree.XMLSchema(etree.fromstring(path_of(kind, version).read_bytes(), parser))


def findings(content: bytes, kind: Kind = Kind.MESSAGE, version: str = "4.8") -> tuple[SchemaFinding, ...]:
    """Return all the schema refuses in ``content`` (our own canonical bytes), in document order; empty = valid."""
    schema = _schema(kind, version)
    root = etree.fromstring(content)
    if schema.validate(root):
        return ()
    found: dict[tuple[str, int | None], SchemaFinding] = {}
    for error in schema.error_log:
        element = _located(root, error.path)
        name, item = _place(element)
        # A bad value is reported twice (facet and type); the first names the facet and is the more telling.
        found.setdefault((name, item), SchemaFinding(name, item, error.line, _plain(error.message)))
    return tuple(found.values())


def problems(form: Form, content: bytes) -> tuple[Problem, ...]:
    """Return the schema's findings as problems of the form's fields."""
    return tuple(_problem(form, finding) for finding in findings(content, version=form.schema_version))


def _problem(form: Form, finding: SchemaFinding) -> Problem:
    bound = form.by_element.get(finding.element)
    path = finding.element
    if bound is not None:
        path = bound.path.replace("[]", f"[{(finding.item or 1) - 1}]", 1).replace("[]", "[0]")
    label = bound.label if bound is not None else finding.element
    sentence = f"{label}不合报文格式：{finding.text}"
    return Problem("XSD", Severity.ERROR, path, sentence, SOURCE, {"element": finding.element})


def _located(root: etree._Element, path: str | None) -> etree._Element:
    found = root.xpath(path) if path else [root]
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else root


def _place(element: etree._Element) -> tuple[str, int | None]:
    parent = element.getparent()
    name = etree.QName(element).localname
    item = None
    for above in (element, *element.iterancestors()):
        if etree.QName(above).localname == "DecList":
            holder = above.getparent()
            item = list(holder).index(above) + 1 if holder is not None else None
    return (f"{etree.QName(parent).localname}/{name}" if parent is not None else name), item


def _plain(message: str) -> str:
    """Shorten the validator's English to what a developer or support needs; the label in front is for the clerk."""
    return message.replace("{http://www.chinaport.gov.cn/dec}", "").partition("): ")[0][:160] or message[:160]
