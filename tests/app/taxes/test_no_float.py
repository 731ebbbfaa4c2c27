"""No float anywhere in the calculation: not as a number, not as a name, not by a true division of integers."""

import ast
from pathlib import Path

import pytest

import app.taxes

MODULES = sorted(Path(app.taxes.__file__).parent.glob("*.py"))
RATE_READERS = sorted((Path(app.taxes.__file__).parents[1] / "work").glob("*rate*.py"))


def faults(source: str) -> list[str]:
    """Return what smells of binary fractions in a module."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            found.append(f"{node.lineno}: {node.value}")
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in ("float", "math", "statistics", "from_float", "round"):
                found.append(f"{node.lineno}: {name}")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            sides = (node.left, node.right)
            if all(isinstance(side, ast.Constant) for side in sides):
                found.append(f"{node.lineno}: division of integers")
    return found


@pytest.mark.parametrize("module", [*MODULES, *RATE_READERS], ids=lambda path: path.name)
def test_no_float_in_the_module(module: Path) -> None:
    assert faults(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", ["x = 0.5", "float('1')", "import math\nmath.floor(1)", "round(x, 2)", "1 / 2"])
def test_the_search_finds_floats(source: str) -> None:
    assert faults(source)
