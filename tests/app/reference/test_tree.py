"""The tariff as a tree: every line is reached by unfolding and has its path; elements go by the longest prefix."""

from collections.abc import Iterator

from app.core.tables import CodeRow
from app.reference import load
from app.reference.elements import element_list
from app.reference.tree import Level, TreeNode

REFERENCE = load()
TREE = REFERENCE.tree()


def unfolded(nodes: tuple[TreeNode, ...]) -> Iterator[TreeNode]:
    for node in nodes:
        yield node
        yield from unfolded(TREE.children(node.code) if node.level is not Level.LINE else ())


def test_every_line_is_reached_once_by_unfolding() -> None:
    lines = [node.code for node in unfolded(TREE.sections()) if node.level is Level.LINE]
    assert lines == sorted(lines) == list(REFERENCE.codes("hs_codes")) and len(lines) == len(TREE)


def test_the_leaves_of_a_node_are_those_of_its_children() -> None:
    for node in unfolded(TREE.sections()):
        children = TREE.children(node.code) if node.level is not Level.LINE else ()
        assert not children or node.leaves == sum(child.leaves for child in children), node.code


def test_the_path_of_a_line_is_what_must_be_open_to_see_it() -> None:
    for line in TREE.found("煤"):
        below: tuple[TreeNode, ...] = TREE.sections()
        for node in line.path:
            assert node.code in {one.code for one in below}
            below = TREE.children(node.code)
        assert line.node.code in {one.code for one in below}
        start, end = line.hit.span
        assert line.node.name[start:end] == "煤"
    assert [node.code for node in TREE.path("2701121000")] == ["S05", "27", "2701", "270112"]


def test_titles_are_official_or_said_to_be_lent() -> None:
    nodes = {node.code: node for node in unfolded(TREE.sections())}
    assert nodes["S05"].name == "第五类 矿产品"
    assert nodes["27"].named and nodes["27"].name.startswith("矿物燃料")
    assert nodes["2701"].named and not nodes["2709"].named and nodes["2709"].row is None


def test_every_chapter_belongs_to_one_section() -> None:
    chapters = [chapter for code in REFERENCE.codes("hs_sections") for chapter in _chapters(code)]
    assert chapters == sorted(set(chapters))
    assert set(chapters) == {code for code in REFERENCE.codes("hs_headings") if len(code) == 2}


def _chapters(section: str) -> list[str]:
    row = REFERENCE.row("hs_sections", section)
    assert row is not None
    return row.values["chapters"].split(";")


class Catalogue:
    """Elements by beginnings of codes, one row per element, as the reference folder has them."""

    rows_by_code = {  # noqa: RUF012 - never changed
        "2701": [
            CodeRow("hs_elements", "2701", name, {"required": need}) for name, need in (("灰分", "1"), ("CAS", "0"))
        ],
        "270112": [CodeRow("hs_elements", "270112", name, {"required": "1"}) for name in ("品牌类型", "黏结指数")],
        "2702": [CodeRow("hs_elements", "2702", "褐煤", {"elements": "品牌类型;灰分;水分", "elements_ordered": "yes"})],
    }

    def row(self, table: str, code: str, on: object = None) -> CodeRow | None:
        return None

    def rows(self, table: str, code: str, on: object = None) -> list[CodeRow]:
        return self.rows_by_code.get(code, []) if table == "hs_elements" else []


def test_elements_are_those_of_the_longest_beginning() -> None:
    found = element_list(Catalogue(), "2701121000")
    assert found.key == "270112" and not found.ordered
    assert [one.name for one in found.elements] == ["品牌类型", "出口享惠情况", "黏结指数"]
    wider = element_list(Catalogue(), "2701190000")
    assert [(one.name, one.required) for one in wider.elements][2:] == [("灰分", True), ("CAS", False)]
    whole = element_list(Catalogue(), "2702100000")
    assert whole.ordered and [one.name for one in whole.elements][2:] == ["灰分", "水分"]
    assert element_list(Catalogue(), "9999999999").elements == ()
