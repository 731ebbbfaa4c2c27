"""A computer with no way to anywhere is told from one with a network; nothing is sent for it."""

import socket
from typing import ClassVar

import pytest

from app.work.way_out import has_way_out


class _Probe(socket.socket):
    """A socket without a network behind it."""

    reached: ClassVar[list[str]] = []

    def connect(self, address: object, /) -> None:
        raise OSError(101, "Network is unreachable")


class _Known(_Probe):
    def connect(self, address: object, /) -> None:
        self.reached.append(str(address))


def test_no_way_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _Probe)
    assert not has_way_out()


def test_a_way_is_told_without_sending_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _Known)
    assert has_way_out()
    assert _Known.reached
