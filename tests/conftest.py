"""Settings that every test shares: no screen, no network, no user data, nothing left over in Qt."""

import gc
import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before Qt is imported anywhere. A developer may ask for a real screen with QT_QPA_PLATFORM=xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in [name for name in os.environ if name.startswith("PORTDESK_")] + ["QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"]:
    os.environ.pop(name, None)
# The developer's own key ring is not for tests; a test of the key ring sets its own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

pytest_plugins = ["tests.reliability.recorder"]

settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over eleven thousand tests and all they imported: they stay to the end."""
    gc.collect()
    gc.freeze()


class OutsideNetwork(AssertionError):
    """A test tried to reach another machine. Not an OSError, so that no error handling under test can swallow it."""


_attempts: list[str] = []


def is_loopback(host: object) -> bool:
    """Whether a host of a socket address means this machine only."""
    if isinstance(host, bytes):
        host = host.decode("ascii", errors="replace")
    if host is None or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: sees every connect, sendto and name look-up of this process, whatever library makes it."""
    if not event.startswith("socket."):
        return
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a str is a Unix socket
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_loopback(host):
        _attempts.append(f"{event} {host}")
        raise OutsideNetwork(f"{event} {host}")


sys.addaudithook(_refuse_other_machines)


@pytest.fixture(autouse=True)
def outside_network() -> Iterator[list[str]]:
    """Fail the test if it, or a thread it left running, tried to leave this machine; holds what was tried."""
    _attempts.clear()
    yield _attempts
    assert not _attempts, f"reached for another machine: {_attempts}"


@pytest.fixture(autouse=True)
def qt_leftovers() -> Iterator[None]:
    """Really delete what a test gave to deleteLater(): processEvents() alone does not, and widgets pile up."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session", autouse=True)
def clean_clipboard() -> Iterator[None]:
    """Empty the clipboard at the end: mime data left in it crashes the offscreen platform at exit."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def no_user_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the program's data folder away from the developer's own, for this process and those it starts."""
    monkeypatch.setenv("PORTDESK_HOME", str(tmp_path_factory.getbasetemp() / "unused-home"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_user_data: None) -> Path:
    """An empty data folder, set as PORTDESK_HOME."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("PORTDESK_HOME", str(folder))
    return folder
