"""The command line as a test calls it: in this process, on a home of its own, with what it printed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.helpers.databases import home_files
from tests.helpers.gateways import NOW


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on stdout, which must be one JSON document and nothing else."""
        return json.loads(self.out)

    @property
    def submissions(self) -> list[dict[str, Any]]:
        """The rows of a submit, status or outbox report."""
        rows: list[dict[str, Any]] = self.json["submissions"]
        return rows


Command = Callable[..., Ran]


@pytest.fixture
def desk_home(home: Path) -> Path:
    """A home whose database is there already, because making one takes longer than what is tested."""
    for name, content in home_files().items():
        (home / name).write_bytes(content)
        (home / name).chmod(0o600)
    return home


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command on the day of scenario S01."""

    def run(*arguments: object, now: str = NOW) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments] + ["--now", now])
        heard = capsys.readouterr()
        assert "Traceback" not in heard.err
        return Ran(code, heard.out, heard.err)

    return run
