"""Nothing of ours is modal: no dialog, no message box and no loop inside the loop, in the code and in its running."""

import ast
from pathlib import Path

import app.ui

UI = Path(app.ui.__file__).parent
WAITING = "tour/waiting.py"  # the tour waits for the window from outside of it
LOOPS = frozenset({"QEventLoop"})
DIALOGS = frozenset(
    {"QDialog", "QMessageBox", "QInputDialog", "QProgressDialog", "QErrorMessage", "QPrintDialog", "QPageSetupDialog"}
)


def _uses(source: str, names: frozenset[str]) -> set[str]:
    """Return which of the names a module calls or derives from."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in names:
                found.add(called.id)
            if isinstance(called, ast.Attribute) and called.attr in ("exec", "exec_") and "exec" in names:
                found.add("exec")
        if isinstance(node, ast.ClassDef):
            found |= {base.id for base in node.bases if isinstance(base, ast.Name)} & names
    return found


def test_no_part_of_the_window_opens_a_dialog_or_a_loop() -> None:
    names = LOOPS | DIALOGS | {"exec"}
    found = {
        str(path.relative_to(UI)): used
        for path in UI.rglob("*.py")
        if (used := _uses(path.read_text("utf-8"), frozenset(names)))
    }
    assert set(found) <= {WAITING}


def test_a_dialog_and_a_loop_would_be_found() -> None:
    """The control."""
    names = LOOPS | DIALOGS | {"exec"}
    wrong = "class Ask(QDialog):\n    pass\n\ndef ask():\n    QEventLoop().exec()\n    QMessageBox()\n"
    assert _uses(wrong, frozenset(names)) == {"QDialog", "QEventLoop", "QMessageBox", "exec"}
