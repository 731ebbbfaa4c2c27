"""Tests of the guard in tests/conftest.py that keeps every test on this machine."""

import socket

import pytest

from tests.conftest import OutsideNetwork, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", "", None, b"127.0.0.1"])
def test_this_machine_is_loopback(host: object) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "::", "0.0.0.0", "gateway.example", "localhost.example"])
def test_anything_else_is_not(host: object) -> None:
    assert not is_loopback(host)


def test_connecting_elsewhere_is_refused_and_noted(outside_network: list[str]) -> None:
    with socket.socket() as one, pytest.raises(OutsideNetwork):
        one.connect(("192.0.2.1", 80))
    assert outside_network == ["socket.connect 192.0.2.1"]
    outside_network.clear()


def test_looking_up_a_name_is_refused_and_noted(outside_network: list[str]) -> None:
    with pytest.raises(OutsideNetwork):
        socket.getaddrinfo("gateway.example", 443)
    assert outside_network == ["socket.getaddrinfo gateway.example"]
    outside_network.clear()


def test_a_server_on_this_machine_can_be_reached(outside_network: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
    assert outside_network == []
