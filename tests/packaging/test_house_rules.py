"""The house rules that a machine can see, over all of app/ and forms/; ruff and import-linter see to the others."""

import ast
import gc
import io
import re
import tokenize
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
CATCH_ALL_NAMES = {"utils", "util", "manager", "managers", "helper", "helpers", "base", "common", "misc", "tools"}
MONEY = ("app/core", "app/taxes", "app/border_trade", "forms")
# The only places that may ask the machine what time it is; everybody else is handed a Clock. A TLS peer judges a
# certificate by the real time, whatever day is being rehearsed.
CLOCKS = {"app/core/clock.py", "app/gateway/clock.py", "app/gateway/tls.py"}
WALL_CLOCK_CALLS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.sleep"}
MODAL = {"QMessageBox", "QInputDialog", "QErrorMessage"}


@pytest.fixture(autouse=True, scope="module")
def no_collecting() -> Iterator[None]:
    """Keep the garbage collector from going through half a million tree nodes again and again."""
    gc.disable()
    yield
    gc.enable()


@cache
def source(path: Path) -> str:
    """The text of a module."""
    return path.read_text(encoding="utf-8")


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the syntax tree of a module, the module itself first."""
    return tuple(ast.walk(ast.parse(source(path), str(path))))


def module(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    first = nodes(path)[0]
    assert isinstance(first, ast.Module)
    return first


def modules(*folders: str) -> list[Path]:
    """Every Python file of the given folders."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found, f"no module in {folders}"
    return found


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something is, to be clicked on in a terminal."""
    line = getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT)}:{line}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, inner ones too."""
    return (node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an attribute chain; the last part alone where it starts with something else than a name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_modules_are_short() -> None:
    long = {
        place(path): lines for path in modules("app", "forms") if (lines := source(path).count("\n")) > LONGEST_MODULE
    }
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{place(path, node)} {node.name}": lines
        for path in modules("app", "forms")
        for node in functions(path)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    folders = ("app", "forms", "tests", "packaging")
    silent = [place(path) for path in modules(*folders) if not (ast.get_docstring(module(path)) or "").strip()]
    assert silent == []


def test_no_module_has_a_catch_all_name() -> None:
    vague = [
        place(path)
        for path in modules("app", "forms")
        if CATCH_ALL_NAMES & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]
    assert vague == []


def binary_fractions(path: Path) -> Iterator[ast.AST]:
    """Every use of float in a module: the name, save where a foreign value is recognised, or a number with a point."""
    recognised = {
        id(inner)
        for node in nodes(path)
        if isinstance(node, ast.Call) and dotted(node.func) == "isinstance"
        for inner in ast.walk(node)
    }
    for node in nodes(path):
        named = isinstance(node, ast.Name) and node.id == "float" and id(node) not in recognised
        written = isinstance(node, ast.Constant) and isinstance(node.value, float)
        if named or written:
            yield node


def test_money_and_quantities_are_never_binary_fractions() -> None:
    paths = [path for path in modules(*MONEY) if path.relative_to(ROOT).as_posix() not in CLOCKS]
    found = [place(path, node) for path in paths for node in binary_fractions(path)]
    assert found == []


def test_the_check_for_binary_fractions_can_find_one(tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text("rate = 0.13\nvalue = float('1')\nfine = Decimal('0.13') + 1\nfine = isinstance(1, int | float)\n")
    assert sorted(getattr(node, "lineno", 0) for node in binary_fractions(path)) == [1, 2]


def test_time_comes_from_the_injected_clock_only() -> None:
    asked = [
        f"{place(path, node)} {dotted(node.func)}"
        for path in modules("app", "forms")
        if path.relative_to(ROOT).as_posix() not in CLOCKS
        for node in nodes(path)
        if isinstance(node, ast.Call) and ".".join(dotted(node.func).split(".")[-2:]) in WALL_CLOCK_CALLS
    ]
    assert asked == []


def test_no_modal_message_box() -> None:
    modal = [
        place(path, node)
        for path in modules("app")
        for node in nodes(path)
        if (isinstance(node, ast.Name) and node.id in MODAL) or (isinstance(node, ast.alias) and node.name in MODAL)
    ]
    assert modal == []


@cache
def comments(path: Path) -> tuple[tuple[int, str], ...]:
    """Every comment of a module with its line."""
    tokens = tokenize.generate_tokens(io.StringIO(source(path)).readline)
    return tuple((token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT)


def test_nothing_is_left_for_later_in_a_comment() -> None:
    later = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules("app", "forms", "tests", "packaging")
        for line, text in comments(path)
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)
    ]
    assert later == []


def test_exemptions_from_the_checkers_are_narrow_and_rare() -> None:
    """`type: ignore` and `noqa` name a code, and app/ and forms/ hold few of the former."""
    broad, ignores = [], []
    for path in modules("app", "forms", "tests", "packaging"):
        for line, text in comments(path):
            where = f"{path.relative_to(ROOT)}:{line}"
            if re.search(r"type:\s*ignore(?!\[)|noqa(?!:\s*[A-Z])", text):
                broad.append(where)
            if "type: ignore[" in text and where.startswith(("app/", "forms/")):
                ignores.append(where)
    assert broad == []
    assert len(ignores) <= 10, ignores


def declared_layers() -> set[str]:
    """The modules named in the layers contract of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as handle:
        contracts = tomllib.load(handle)["tool"]["importlinter"]["contracts"]
    layers: Iterable[str] = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return set(re.findall(r"[a-z_.]+", " ".join(layers)))


def test_every_part_of_app_has_its_layer() -> None:
    """A new module beside the layers would escape the import contracts."""
    parts = {
        f"app.{path.stem}"
        for path in (ROOT / "app").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert parts - declared_layers() - {"app.__init__", "app.__main__", "app.gateway"} == set()


def test_every_test_folder_is_a_package() -> None:
    """Two test modules of one name in different folders are one to mypy otherwise."""
    folders = {path.parent for path in modules("tests")}
    assert [str(path.relative_to(ROOT)) for path in folders if not (path / "__init__.py").exists()] == []


def test_packaging_is_not_a_package() -> None:
    """An __init__.py there would hide the library of the same name from everything run in this folder."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("form_id", ["import", "export"])
def test_the_window_never_names_a_field(form_id: str) -> None:
    import forms

    patterns = {path for path in forms.load(form_id).fields if "_" in path or "." in path}
    assert len(patterns) > 100
    named = [
        f"{place(path, node)} {node.value}"
        for path in modules("app/ui")
        for node in nodes(path)
        if isinstance(node, ast.Constant) and node.value in patterns
    ]
    assert named == []
