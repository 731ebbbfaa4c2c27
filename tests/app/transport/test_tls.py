"""Trust in a gateway: files and pins as they are told, unusable ones named; a folder of the usual names."""

from pathlib import Path

import pytest

from app.transport.errors import InsecureAddress
from app.transport.http import HttpGateway
from app.transport.tls import Trust, TrustUnusable, context_of, is_pin
from tests.helpers.tls_servers import Authority

PIN = "A" * 43 + "="


def test_a_pin_is_a_digest() -> None:
    assert is_pin(PIN)
    assert not any(is_pin(text) for text in ("", "AAAA", "no pin", PIN[:-1], "Ä" * 44))


@pytest.mark.parametrize("pins", [("x",), (PIN, PIN, PIN)])
def test_pins_that_are_none_are_refused(pins: tuple[str, ...]) -> None:
    with pytest.raises(TrustUnusable, match="公钥指纹"):
        Trust(pins=pins)


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    for trust in (Trust(ca=tmp_path / "ca.pem"), Trust(client_certificate=tmp_path / "gone.pem")):
        with pytest.raises(TrustUnusable, match=str(tmp_path)):
            context_of(trust)


def test_a_folder_of_the_usual_names(tmp_path: Path) -> None:
    ca = Authority(tmp_path, "ca")
    card = ca.sign("client")
    (tmp_path / "pins.txt").write_text(f"{card.pin}\n{PIN}\n")
    trust = Trust.in_folder(tmp_path)
    assert trust == Trust(ca.file, (card.pin, PIN), card.certificate, card.key)
    context_of(trust)
    with pytest.raises(TrustUnusable, match="没有这个证书文件夹"):
        Trust.in_folder(tmp_path / "nowhere")


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "nonsense", "http://"])
def test_a_proxy_that_is_none_is_refused(proxy: str) -> None:
    with pytest.raises(InsecureAddress, match="代理地址"):
        HttpGateway("https://gateway.example", trust=Trust(proxy=proxy))
