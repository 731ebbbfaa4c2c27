"""R-23: whoever cannot prove to be the gateway gets not one byte of a message, and the clerk is told why in words.

The control believes everybody: the same servers then hear the whole message.
"""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app.transport import http
from app.transport.errors import Forbidden, GatewayError, Untrusted
from app.transport.gateway import Envelope
from app.transport.http import HttpGateway
from app.transport.outcome import Acked, AuthHold, NotSent, Outcome
from app.transport.tls import WORDS, TlsFault, Trust
from tests.helpers.filings import message
from tests.helpers.loopback import raw_server
from tests.helpers.signing import signed
from tests.helpers.tls_servers import TODAY, Authority, Files, Listener, speak_only, tls_server
from tests.reliability.figures import Figures

ID = "0b9c6a3e-0000-4000-8000-000000000001"
ENVELOPE = Envelope(ID, 1, "declare", signed(message()))
TAKEN = json.dumps({"message_id": ID, "sha256": ENVELOPE.signed.message.sha256, "seq_no": "I1"}).encode()


@dataclass
class World:
    """An authority, one good certificate of the gateway's, one of ours, and what the client believes."""

    folder: Path

    def __post_init__(self) -> None:
        self.ca, self.stranger = Authority(self.folder), Authority(self.folder, "stranger")
        self.good, self.next = self.ca.sign("gateway"), self.ca.sign("next")
        self.card = self.ca.sign("card")

    def trust(self, **changes: object) -> Trust:
        """Return everything that is right, but for the changes."""
        whole = {
            "ca": self.ca.file,
            "pins": (self.good.pin, self.next.pin),
            "client_certificate": self.card.certificate,
            "client_key": self.card.key,
        }
        return Trust(**(whole | changes))  # type: ignore[arg-type]


Server = Callable[[World], "Files"]


@dataclass(frozen=True)
class Case:
    """A server that is not to be trusted (or does not trust us), and the fault it must be called."""

    fault: TlsFault
    files: Server
    pins: bool = False  # whether the client pins keys: another fault would come first otherwise
    mutual: bool = False
    card: bool = True
    newest: ssl.TLSVersion | None = None


CASES = {
    "证书过期": Case(TlsFault.EXPIRED, lambda w: w.ca.sign("old", until=TODAY - timedelta(days=1))),
    "证书未生效": Case(TlsFault.NOT_YET, lambda w: w.ca.sign("early", until=TODAY + timedelta(days=800))),
    "主机名不符": Case(TlsFault.HOST, lambda w: w.ca.sign("elsewhere", host="127.0.0.2")),
    "公钥不符": Case(TlsFault.PIN, lambda w: w.ca.sign("imposter"), pins=True),
    "自签名": Case(TlsFault.SELF_SIGNED, lambda w: w.ca.sign("itself", itself=True)),
    "别家签发": Case(TlsFault.UNKNOWN_CA, lambda w: w.stranger.sign("theirs")),
    "TLS 1.1": Case(TlsFault.OLD, lambda w: w.good, newest=ssl.TLSVersion.TLSv1_1),
    "缺客户端证书（TLS 1.3）": Case(TlsFault.CARD_WANTED, lambda w: w.good, mutual=True, card=False),
    "缺客户端证书（TLS 1.2）": Case(
        TlsFault.CARD_WANTED, lambda w: w.good, mutual=True, card=False, newest=ssl.TLSVersion.TLSv1_2
    ),
}


@contextmanager
def serving(world: World, case: Case) -> Iterator[Listener]:
    caller = world.ca.file if case.mutual else None
    with tls_server(case.files(world), caller_ca=caller, newest=case.newest, answer=TAKEN) as listener:
        yield listener


def sent(url: str, trust: Trust) -> tuple[Outcome, GatewayError | None]:
    """Return what came of a sending and of a question."""
    gateway = HttpGateway(url, trust=trust, total_seconds=5.0)
    try:
        outcome = gateway.submit(ENVELOPE)
        try:
            gateway.health()
        except GatewayError as error:
            return outcome, error
        return outcome, None
    finally:
        gateway.close()


def refused_as(world: World, case: Case) -> str:
    """Return why a case is not as it must be, "" if it is."""
    changes: dict[str, object] = {} if case.pins else {"pins": ()}
    changes |= {} if case.card else {"client_certificate": None, "client_key": None}
    with serving(world, case) as listener:
        outcome, error = sent(listener.url, world.trust(**changes))
    if listener.heard:
        return "发出了数据"
    wanted = AuthHold(case.fault.value, None, None) if case.fault.is_ours else NotSent(case.fault.value)
    if outcome != wanted:
        return f"应为 {wanted}，却是 {outcome}"
    kind = Forbidden if case.fault.is_ours else Untrusted
    return "" if isinstance(error, kind) and str(error) == WORDS[case.fault] else f"说成了 {error!r}"


def believing_everybody(world: World, case: Case, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether the same server hears the message of a client that checks nothing."""

    def anything(address: object, trust: object) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.load_cert_chain(world.card.certificate, world.card.key)
        if case.newest is not None:
            speak_only(context, case.newest)
        return context

    with monkeypatch.context() as patched, serving(world, case) as listener:
        patched.setattr(http, "_context_for", anything)
        sent(listener.url, Trust())
    return any(ENVELOPE.signed.message.sha256.encode() in request for request in listener.heard)


def through_a_proxy_of_the_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[Outcome, int]:
    """Return what came of a sending while the environment names a proxy, and what that proxy heard."""
    heard: list[bytes] = []
    with raw_server(lambda connection, request: heard.append(request)) as proxy, monkeypatch.context() as patched:
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
            patched.setenv(name, proxy)
        with tls_server(world.good, caller_ca=world.ca.file, answer=TAKEN) as listener:
            outcome, _ = sent(listener.url, world.trust())
    return outcome, len(heard)


def prove(figures: Figures, world: World, monkeypatch: pytest.MonkeyPatch, cases: dict[str, Case]) -> None:
    wrong = {name: why for name, case in cases.items() if (why := refused_as(world, case))}
    with tls_server(world.good, caller_ca=world.ca.file, answer=TAKEN) as listener:
        good, _ = sent(listener.url, world.trust())
    with tls_server(world.next, caller_ca=world.ca.file, answer=TAKEN) as listener:
        rotated, _ = sent(listener.url, world.trust())
    proxied, heard = through_a_proxy_of_the_environment(world, monkeypatch)
    told = [name for name, case in cases.items() if believing_everybody(world, case, monkeypatch)]
    right = [isinstance(one, Acked) for one in (good, rotated, proxied)]
    figures.record(
        "R-23",
        figure=f"{len(cases)} 种坏连接，{len(cases) - len(wrong)} 种在发出任何数据之前拒绝并说清原因；"
        f"正确的、换用下一公钥的、环境有代理的三种照常送达（代理听到 {heard} 次）{wrong or ''}",
        control=f"不作核对的同一程序：{len(told)} 个坏服务器收到了整份报文",
        passed=not wrong and all(right) and heard == 0 and len(told) == len(cases),
    )


@pytest.mark.reliability("R-23")
def test_strangers_get_nothing_small(figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("证书过期", "公钥不符", "缺客户端证书（TLS 1.3）")
    prove(figures, World(tmp_path), monkeypatch, {name: CASES[name] for name in names})


@pytest.mark.slow
@pytest.mark.reliability("R-23")
def test_strangers_get_nothing(figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prove(figures, World(tmp_path), monkeypatch, CASES)
