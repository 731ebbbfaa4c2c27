"""A computer with no way to anywhere is told from one with a network, by the system's own table."""

import sys
from pathlib import Path

import pytest

from app.work.way_out import has_way_out

HEAD = "Iface\tDestination\tGateway\n"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the table is Linux's")


@pytest.mark.parametrize(
    ("lines", "reachable"), [("", False), ("lo\t0\t0\n", False), ("eth0\t00000000\t0102A8C0\n", True)]
)
def test_the_routes_tell(tmp_path: Path, lines: str, reachable: bool) -> None:
    routes = tmp_path / "route"
    routes.write_text(HEAD + lines, "ascii")
    assert has_way_out(routes) is reachable


def test_a_system_that_does_not_tell_is_not_called_cut_off(tmp_path: Path) -> None:
    assert has_way_out(tmp_path / "none")
