"""The schema's verdict on a message, every finding with its element; the XSDs are the judge, never the source."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from app.core.form import Form
from app.core.path import bind
from app.core.problem import Problem, Severity
from schemas import Kind, path_of

SOURCE = "报关单申报电子报文格式（DecMessage 4.8）"


@dataclass(frozen=True, slots=True)
class SchemaFinding:
    """One thing the schema refuses, in its own words: element names from below the root, each with its place (from 0)
    among siblings of the same name.
    """

    steps: tuple[tuple[str, int], ...]
    line: int
    text: str

    @property
    def element(self) -> str:
        """Block and element as people quote them."""
        return "/".join(name for name, _ in self.steps[-2:]) or "DecMessage"


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
    found: dict[tuple[tuple[str, int], ...], SchemaFinding] = {}
    numbers = _numbers(root)
    for error in schema.error_log:
        steps = _steps(_located(root, error.path), numbers)
        # A bad value is reported twice (facet and type); the first names the facet and is the more telling.
        found.setdefault(steps, SchemaFinding(steps, error.line, _plain(error.message)))
    return tuple(found.values())


def problems(form: Form, content: bytes) -> tuple[Problem, ...]:
    """Return the schema's findings as problems of the form's fields."""
    return tuple(_problem(form, finding) for finding in findings(content, version=form.schema_version))


def _problem(form: Form, finding: SchemaFinding) -> Problem:
    path, label = _place(form, finding)
    sentence = f"{label}不合报文格式：{finding.text}"
    english = f"{finding.element} is refused by the schema: {finding.text}"
    return Problem("XSD", Severity.ERROR, path, sentence, SOURCE, {"element": finding.element}, english=english)


def _place(form: Form, finding: SchemaFinding) -> tuple[str, str]:
    """Return path and label of what is refused; of a wrapper without rows the first field its first row lacks."""
    bound = form.by_element.get(finding.element)
    if bound is not None:
        repeated = {block.steps[-1] for block in form.blocks.values()}
        rows = tuple(number for name, number in finding.steps[:-1] if name in repeated)
        return bind(bound.path, rows), bound.label
    for section, block in form.blocks.items():
        if len(finding.steps) == 1 and block.steps[:-1] == (finding.steps[0][0],):
            return f"{section}[0].{block.opening.name}", block.block.label
    return finding.element, finding.element


def _located(root: etree._Element, path: str | None) -> etree._Element:
    found = root.xpath(path) if path else [root]
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else root


def _numbers(root: etree._Element) -> dict[etree._Element, int]:
    """Return every element's place among its siblings of the same name."""
    numbers: dict[etree._Element, int] = {}
    for parent in root.iter():
        seen: Counter[object] = Counter()
        for child in parent:
            numbers[child] = seen[child.tag]
            seen[child.tag] += 1
    return numbers


def _steps(element: etree._Element, numbers: Mapping[etree._Element, int]) -> tuple[tuple[str, int], ...]:
    chain = [element, *element.iterancestors()][:-1]
    return tuple((etree.QName(one).localname, numbers[one]) for one in reversed(chain))


def _plain(message: str) -> str:
    """Shorten the validator's English to what a developer or support needs; the label in front is for the clerk."""
    return message.replace("{http://www.chinaport.gov.cn/dec}", "").partition("): ")[0][:160] or message[:160]
