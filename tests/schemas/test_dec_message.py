"""Walks the hand-typed dictionary against DecMessage.xsd: every element at its place and of its width."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import schemas
from schemas import NAMESPACE, Kind, path_of
from tests.schemas.instances import Message, road_import, sea_import
from tests.schemas.table import ALL_ROWS, INSERTED, ORDER, PLACES, TABLE, Row

SHARED_MESSAGE = Path(__file__).resolve().parents[2].parent / "shared" / "design" / "message.md"
_MAX_OCCURS_BLOCKS = ("DecList", "EdocRealation", "EcoRelation", "Container", "DecControlModel", "DecGoodsLimitVin")


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(path_of(Kind.MESSAGE))))


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def accepts(root: etree._Element) -> bool:
    # Parsed again so that what is judged is what would be on the wire.
    return bool(schema().validate(etree.fromstring(etree.tostring(root))))


@cache
def _everything() -> etree._Element:
    root = etree.Element(tag("DecMessage"), {"Version": "4.8"}, nsmap={None: NAMESPACE})
    for name in ORDER:
        etree.SubElement(root, tag(name))
    for block, rows in TABLE.items():
        element = root
        for step in PLACES[block]:
            found = element.find(tag(step))
            element = _insert(element, step) if found is None else found
        for row in rows:
            _place(element, row.name).text = row.fullest()
    return root


def _insert(parent: etree._Element, name: str) -> etree._Element:
    element = etree.Element(tag(name))
    before = INSERTED.get(name)
    if before is None:
        parent.append(element)
    else:
        successor = parent.find(tag(before))
        assert successor is not None
        successor.addprevious(element)
    return element


def _place(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, tag(name))


def everything() -> etree._Element:
    """A message with every element of every block, each as long as it may be."""
    return copy.deepcopy(_everything())


def element_of(root: etree._Element, row: Row) -> etree._Element:
    found = root.find("/".join(tag(step) for step in (*PLACES[row.block], row.name)))
    assert found is not None
    return found


def _name(row: Row) -> str:
    return f"{row.block}.{row.name}"


def test_the_dictionary_has_the_size_it_is_known_to_have() -> None:
    assert len(TABLE["DecHead"]) == 91
    assert len(TABLE["DecList"]) == 49
    assert len(TABLE["SddTaxHead"]) == 29
    assert set(TABLE) == set(PLACES)


def test_a_message_with_every_element_at_full_width_is_accepted() -> None:
    root = everything()
    assert accepts(root), schema().error_log
    assert sum(1 for element in root.iter() if len(element) == 0) == len(ALL_ROWS) + 1  # + DecSupplementLists


@pytest.mark.parametrize("row", ALL_ROWS, ids=_name)
def test_an_element_takes_its_width_and_no_more(row: Row) -> None:
    root = everything()
    element = element_of(root, row)
    for value in row.refused():
        element.text = value
        assert not accepts(root), f"{_name(row)} accepted {value!r}"


@pytest.mark.parametrize("row", ALL_ROWS, ids=_name)
def test_an_element_may_be_empty_unless_storing_needs_it(row: Row) -> None:
    root = everything()
    element_of(root, row).text = None
    assert accepts(root) is not row.mandatory


@pytest.mark.parametrize("row", ALL_ROWS, ids=_name)
def test_an_element_must_be_present_unless_real_messages_leave_it_out(row: Row) -> None:
    root = everything()
    element = element_of(root, row)
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    assert accepts(root) is row.may_be_absent


@pytest.mark.parametrize("block", [block for block, rows in TABLE.items() if len(rows) > 1])
def test_the_elements_of_a_block_keep_their_order(block: str) -> None:
    for earlier, later in zip(TABLE[block], TABLE[block][1:], strict=False):
        root = everything()
        first, second = element_of(root, earlier), element_of(root, later)
        second.addnext(first)
        assert not accepts(root), f"{later.name} was accepted before {earlier.name}"


def test_the_blocks_of_the_message_keep_their_order() -> None:
    count = len(everything())
    for position in range(count - 1):
        root = everything()
        root.insert(position, root[position + 1])
        assert not accepts(root), f"{ORDER[position + 1]} was accepted too early"


def test_optional_blocks_may_be_absent_and_wrappers_empty() -> None:
    for name in ORDER:
        root = everything()
        block = root.find(tag(name))
        assert block is not None
        root.remove(block)
        assert accepts(root) is (name not in ("DecHead", "DecLists", "DecFreeTxt", "DecSign")), name
    for name in ("DecContainers", "DecUsers", "DecMarkLobs", "TrnContainers", "DecCopPromises", "SddTax"):
        root = everything()
        wrapper = root.find(tag(name))
        assert wrapper is not None
        wrapper[:] = []
        assert accepts(root), name


@pytest.mark.parametrize("block", _MAX_OCCURS_BLOCKS)
def test_rows_repeat(block: str) -> None:
    root = everything()
    row = root.find("/".join(tag(step) for step in PLACES[block]))
    assert row is not None
    row.addnext(copy.deepcopy(row))
    assert accepts(root)


def test_single_blocks_do_not_repeat() -> None:
    for name in ("DecHead", "DecFreeTxt", "DecSign", "DecTpAccess", "DecRoyaltyFee", "DecLists"):
        root = everything()
        block = root.find(tag(name))
        assert block is not None
        block.addnext(copy.deepcopy(block))
        assert not accepts(root), name


def test_the_two_spaces_that_open_type_are_counted_and_kept() -> None:
    root = everything()
    kind = element_of(root, next(row for row in TABLE["DecHead"] if row.name == "Type"))
    kind.text = "  5   Z"
    assert accepts(root)
    kind.text = "  5    Z"
    assert not accepts(root), "eight positions must not collapse into fewer"


@pytest.mark.parametrize("value", ["-12.50", "0", "0.00000", "007", "12"])
def test_numbers_take_a_sign_and_leading_zeros(value: str) -> None:
    root = everything()
    element_of(root, next(row for row in TABLE["DecHead"] if row.name == "OtherRate")).text = value
    assert accepts(root)


def test_the_root_needs_its_namespace_and_a_version() -> None:
    text = etree.tostring(everything()).decode()
    for old, new in ((NAMESPACE, "urn:other"), (' Version="4.8"', ""), ('"4.8"', '"4.8.10"')):
        assert not schema().validate(etree.fromstring(text.replace(old, new)))
    assert schema().validate(etree.fromstring(text.replace('Version="4.8"', 'Version="3.1"')))


def test_blocks_nobody_published_hold_anything() -> None:
    root = everything()
    for name in ("DecSupplementLists", "SddTax/SddTaxLists", "SddTax/SddTaxDetails"):
        parent = root
        for step in name.split("/"):
            found = parent.find(tag(step))
            parent = etree.SubElement(parent, tag(step)) if found is None else found
        anything = etree.SubElement(etree.SubElement(parent, tag("Whatever"), {"a": "1"}), "{urn:x}deeper")
        anything.text = "kept"
    assert accepts(root), schema().error_log


@pytest.mark.parametrize("build", [road_import, sea_import])
def test_a_declaration_of_our_own_is_accepted(build: Callable[[], Message]) -> None:
    assert schema().validate(etree.fromstring(build().to_bytes())), schema().error_log


@pytest.mark.parametrize("build", [road_import, sea_import])
def test_xmllint_agrees(build: Callable[[], Message], tmp_path: Path) -> None:
    xmllint = shutil.which("xmllint")
    if xmllint is None:
        pytest.skip("xmllint (libxml2-utils) is not installed")
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    content = build().to_bytes()
    good.write_bytes(content)
    bad.write_bytes(content.replace(b"<GNo>1</GNo>", b"<GNo>one</GNo>"))
    command = [xmllint, "--noout", "--nonet", "--schema", str(path_of(Kind.MESSAGE))]
    assert subprocess.run([*command, str(good)], capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, str(bad)], capture_output=True, check=False).returncode != 0


def test_the_instances_of_the_design_page_are_accepted() -> None:
    if not SHARED_MESSAGE.is_file():
        pytest.skip("the design pages are not beside this checkout")
    samples = re.findall(r"```xml\n(<\?xml.*?</DecMessage>)", SHARED_MESSAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(samples) == 2
    for sample in samples:
        assert schema().validate(etree.fromstring(sample.encode())), schema().error_log


def test_schemas_say_where_they_are() -> None:
    assert schemas.VERSION == "4.8"
    assert schemas.versions(Kind.MESSAGE) == ("4.8",)
    assert schemas.versions(Kind.RECEIPT) == ("",)
    for kind in Kind:
        assert path_of(kind).name == f"{kind}.xsd"
    with pytest.raises(schemas.UnknownSchema):
        path_of(Kind.MESSAGE, "9.9")
