"""convert through the real command line: the printed page, targets that cannot be, drafts that are wrong or empty."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

import forms
from app.cli import main
from app.core.draft import Draft
from tests.app.cli.conftest import Command
from tests.helpers.files import as_json, as_xml, s01

ROOT = Path(__file__).resolve().parents[3]


def test_to_pdf_is_the_official_page(tmp_path: Path) -> None:
    # A process of its own, because it must start and end Qt by itself, without a screen.
    source, out = as_xml(tmp_path / "a.xml", s01("PDC01")), tmp_path / "a.pdf"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DISPLAY"))}
    ran = subprocess.run(
        [sys.executable, "-m", "app", "convert", str(source), "--to", "pdf", "--out", str(out)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        cwd=ROOT,
        env=environment | {"PYTHONIOENCODING": "utf-8"},
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    with pypdfium2.PdfDocument(out.read_bytes()) as document:
        words = "".join(page.get_textpage().get_text_bounded() for page in document)
    for text in ("进口货物报关单", "内蒙古测试煤业有限公司", "2701121000", "1980500", "TM-2026-017"):
        assert text in words.replace(" ", "")


@pytest.mark.parametrize("to", ["xml", "json", "pdf"])
def test_rule_findings_never_stand_in_the_way(command: Command, tmp_path: Path, to: str, qapp: object) -> None:
    wrong = as_json(tmp_path / "a.json", s01("PDC02", net_weight="很重", pack_count="-1", trade_country="??"))
    empty = as_json(tmp_path / "b.json", forms.load("export").new())
    for source in (wrong, empty):
        out = tmp_path / f"out.{to}"
        assert command("convert", source, "--to", to, "--out", out).code == 0
        assert out.stat().st_size > 100
        assert command("convert", source, "--to", to, "--out", out).code == 0, "the target is replaced"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == [], "nothing half-written"


def test_a_target_that_cannot_be_written_is_told(command: Command, tmp_path: Path) -> None:
    source = as_json(tmp_path / "a.json", s01("PDC03"))
    cases = [(tmp_path, 2), (Path("/"), 2), (tmp_path / "none" / "a.xml", 3), (source / "a.xml", 3)]
    for out, code in cases:
        ran = command("convert", source, "--to", "xml", "--out", out)
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), out


def test_what_no_message_can_carry_is_refused_for_xml_and_kept_in_json(command: Command, tmp_path: Path) -> None:
    draft = s01("PDC04", remark="一\x0b二")
    source, out = as_json(tmp_path / "a.json", draft), tmp_path / "b.xml"
    ran = command("convert", source, "--to", "xml", "--out", out)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "remark" in ran.err and not out.exists()
    assert command("convert", source, "--to", "xml", "--out", out, "--lang", "en").err.isascii()
    assert command("convert", source, "--to", "json", "--out", out).code == 0
    assert out.read_text("utf-8") == source.read_text("utf-8")


def test_a_file_may_be_converted_onto_itself(command: Command, tmp_path: Path) -> None:
    file = as_xml(tmp_path / "a.xml", s01("PDC05"))
    before = file.read_bytes()
    assert command("convert", file, "--to", "json", "--out", file).code == 0
    assert command("convert", file, "--to", "xml", "--out", file).code == 0
    assert file.read_bytes() == before


def test_what_is_no_plain_file_is_written_into_and_never_replaced(tmp_path: Path) -> None:
    source, pipe = as_xml(tmp_path / "a.xml", s01("PDC02")), tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert main(["convert", str(source), "--to", "json", "--out", str(pipe)]) == 0
        heard, _ = reader.communicate(timeout=30)
    assert Draft.from_json(heard.decode()).get("bill_number")
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    source, target, link = as_xml(tmp_path / "a.xml", s01("PDC03")), tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    assert main(["convert", str(source), "--to", "json", "--out", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_text("utf-8") != "old"
