"""The gateway over HTTP: explicit limits, no retries, no redirects, no proxies from the environment."""

import base64
import ipaddress
import json
import re
import ssl
import threading
import time
from collections.abc import Mapping
from datetime import datetime

import httpx

from app.transport.answers import (
    Answer,
    expect_ok,
    held_of,
    held_page_of,
    kind_of,
    linked_of,
    manifest_of,
    outcome_of,
    page_of,
    time_of,
)
from app.transport.deadline import Deadline
from app.transport.errors import Forbidden, Garbled, GatewayError, InsecureAddress, Unreachable, Untrusted
from app.transport.gateway import (
    Envelope,
    Health,
    Held,
    HeldPage,
    Kind,
    Manifest,
    ManifestLink,
    ManifestLinked,
    ReceiptPage,
)
from app.transport.outcome import AuthHold, NotSent, Outcome, Unknown
from app.transport.tls import WORDS, Trust, context_of, fault_of

TIMEOUT = httpx.Timeout(connect=10.0, write=30.0, read=60.0, pool=5.0)
TOTAL_SECONDS = 120.0
MANIFEST_SECONDS = 15.0
HEALTH_SECONDS = 5.0  # one that needs longer to say that it is there is not there
LARGEST_ANSWER = 5 * 1024 * 1024
_CLOSING_SECONDS = 2.0
_IDENTITY = re.compile(r"[A-Za-z0-9-]{8,64}")

_NOTHING_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class AnswerTooLarge(httpx.HTTPError):
    """The answer goes on beyond any this interface gives."""


class HttpGateway:
    """One gateway by its address; one call at a time, each on a connection of its own.

    A connection kept open may be dead without our knowing, and a message written into it is in doubt for nothing.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str = "",
        trust: Trust | None = None,
        transport: httpx.BaseTransport | None = None,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        """``name``: of a gateway whose address changes from start to start. Raises InsecureAddress, TrustUnusable."""
        address = _checked(url)
        believed = trust or Trust()
        self._address = name or str(address).rstrip("/")
        self._identity = ""
        self._kind: Kind | None = None
        self._total_seconds = total_seconds
        self._calling = threading.Lock()
        self._deadline: Deadline | None = None
        self._closed = False
        self._client = httpx.Client(
            base_url=address,
            timeout=TIMEOUT,
            trust_env=False,
            follow_redirects=False,
            verify=_context_for(address, believed),
            proxy=_proxy_for(address, believed.proxy),
            limits=httpx.Limits(max_connections=4, max_keepalive_connections=0),
            headers={"User-Agent": "portdesk", "Accept": "application/json", "Accept-Encoding": "identity"},
            transport=transport,
        )

    @property
    def endpoint(self) -> str:
        return self._identity or self._address

    @property
    def kind(self) -> Kind | None:
        return self._kind

    def is_at(self, endpoint: str) -> bool:
        return endpoint in (self._identity, self._address)

    def submit(self, envelope: Envelope) -> Outcome:
        """Send once and tell what came of it; a call ended by the deadline is Unknown like any other lost answer."""
        headers = {"Idempotency-Key": envelope.message_id, "Content-Type": "application/json"}
        try:
            answer = self._call("POST", "/api/v1/messages", content=_encoded(envelope), headers=headers)
        except httpx.HTTPError as error:
            return _without_answer(error)
        return outcome_of(answer, envelope)

    def query(self, message_id: str) -> Held | None:
        return held_of(self._asked(f"/api/v1/messages/{message_id}"), message_id)

    def held_since(self, since: datetime, after: int, limit: int = 500) -> HeldPage:
        asked = httpx.QueryParams({"since": since.isoformat(), "after": after, "limit": limit})
        return held_page_of(self._asked(f"/api/v1/messages?{asked}"))

    def receipts(self, after: int, limit: int = 100) -> ReceiptPage:
        return page_of(self._asked(f"/api/v1/receipts?after={after}&limit={limit}"))

    def manifest(self, bill_number: str, voyage_number: str) -> Manifest | None:
        asked = httpx.QueryParams({"bill_number": bill_number, "voyage_number": voyage_number})
        return manifest_of(self._asked(f"/api/v1/manifests?{asked}", MANIFEST_SECONDS))

    def link_manifest(self, link: ManifestLink) -> ManifestLinked:
        document = {
            "operation": "check" if link.on else "uncheck",
            "manifest_id": link.manifest_id,
            "bill_no": link.bill_number,
            "customs_code": link.office,
            "form_id": link.form_id,
            "weight": format(link.weight, "f"),
        }
        path, content = "/api/v1/border-trade/manifest-checks", json.dumps(document).encode("ascii")
        headers = {"Content-Type": "application/json"}
        return linked_of(self._asked(path, MANIFEST_SECONDS, content, headers))

    def health(self) -> Health:
        began = time.monotonic()
        document = expect_ok(self._asked("/healthz", HEALTH_SECONDS))
        return Health(time_of(document), kind_of(document), time.monotonic() - began)

    def close(self) -> None:
        self._closed = True
        deadline = self._deadline
        if deadline is not None:
            deadline.cut()
        # A call that was cut ends at once, one still connecting at its own limit; nobody waits longer for that here.
        if self._calling.acquire(timeout=_CLOSING_SECONDS):
            self._client.close()
            self._calling.release()

    def _listen(self, headers: httpx.Headers) -> None:
        """Take note of what a gateway says of itself on any answer."""
        told = headers.get("Gateway-Id", "")
        self._identity = told if _IDENTITY.fullmatch(told) else self._identity
        self._kind = kind_of({"profile": headers.get("Gateway-Profile")}) or self._kind

    def _asked(
        self,
        path: str,
        seconds: float = TOTAL_SECONDS,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask a question that may be asked again at will; one with a content is a POST."""
        try:
            return self._call("GET" if content is None else "POST", path, content, headers, seconds)
        except AnswerTooLarge as error:
            raise Garbled("单一窗口的答复超过 5 MB，已中止，稍后自动再试") from error
        except httpx.HTTPError as error:
            raise _why_not(error) from error

    def _call(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = TOTAL_SECONDS,
    ) -> Answer:
        body = bytearray()
        with self._calling, Deadline(min(seconds, self._total_seconds)) as deadline:
            self._deadline = deadline
            if self._closed:
                raise httpx.ConnectError("closed")
            stream = self._client.stream(
                method, path, content=content, headers=headers, extensions={"trace": deadline.trace}
            )
            with stream as response:
                self._listen(response.headers)
                for chunk in response.iter_raw():
                    body += chunk
                    if len(body) > LARGEST_ANSWER:
                        raise AnswerTooLarge("too large")
            if deadline.passed:  # cut in the middle of an answer without a length: what came may be half of it
                raise httpx.ReadTimeout("the call's time was up")
            return Answer(response.status_code, response.headers.get("Retry-After", ""), bytes(body))


def _checked(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise InsecureAddress(f"网关地址“{url}”无法识别，应为 https://主机 或 http://127.0.0.1:端口") from error
    if address.scheme == "https" and address.host:
        return address
    if address.scheme == "http" and _is_loopback(address.host):
        return address
    if address.scheme == "http" and address.host:
        raise InsecureAddress(f"网关地址“{url}”未加密，只有本机（127.0.0.1）可用 http，请改用 https")
    raise InsecureAddress(f"网关地址“{url}”无法识别，应为 https://主机 或 http://127.0.0.1:端口")


def is_here(url: str) -> bool:
    """Tell whether an address is one of this machine; raises InsecureAddress for what is none."""
    return _is_loopback(_checked(url).host)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _context_for(address: httpx.URL, trust: Trust) -> ssl.SSLContext:
    # Loading the system's certificates takes a while and plain http to this machine needs none.
    return context_of(trust) if address.scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _proxy_for(address: httpx.URL, proxy: str) -> str | None:
    """Return the proxy to use, None for none: what stays on this machine goes through nobody's hands."""
    if not proxy or _is_loopback(address.host):
        return None
    try:
        told = httpx.URL(proxy.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise InsecureAddress(f"代理地址“{proxy}”无法识别，应为 http://主机:端口") from error
    if told.scheme not in ("http", "https") or not told.host:
        raise InsecureAddress(f"代理地址“{proxy}”无法识别，应为 http://主机:端口")
    return str(told)


def _encoded(envelope: Envelope) -> bytes:
    signed = envelope.signed
    document = {
        "message_id": envelope.message_id,
        "business_no": signed.message.client_seq_no,
        "revision": envelope.revision,
        "action": envelope.action,
        "content": base64.b64encode(signed.message.content).decode("ascii"),
        "sha256": signed.message.sha256,
        "algorithm": signed.algorithm.value,
        "certificate": signed.certificate,
        "signature": base64.b64encode(signed.signature).decode("ascii"),
    }
    return json.dumps(document).encode("ascii")


def _code(error: httpx.HTTPError) -> str:
    """Return the kind of failure for the record; the library's text may hold addresses and is not kept."""
    return type(error).__name__


def _without_answer(error: httpx.HTTPError) -> Outcome:
    """Return what a sending without an answer comes to: our certificate is wanted, nothing left, or nobody knows."""
    fault = fault_of(error)
    if fault is not None and fault.is_ours:
        return AuthHold(fault.value, None, None)
    if isinstance(error, _NOTHING_LEFT):
        return NotSent(fault.value if fault is not None else _code(error))
    return Unknown(_code(error))


def _why_not(error: httpx.HTTPError) -> GatewayError:
    fault = fault_of(error)
    if fault is None or not (fault.is_ours or isinstance(error, _NOTHING_LEFT)):
        return Unreachable("连不上单一窗口，可继续录入，稍后自动再试；请检查网络和网关地址")
    return Forbidden(WORDS[fault]) if fault.is_ours else Untrusted(WORDS[fault])
