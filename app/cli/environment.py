"""Turns trouble of the world around a command into its exit code and one line in the language asked for."""

import contextlib
from collections.abc import Iterator

from app.cli.outcome import Exit, Refused
from app.gateway.embedded import GatewayNotStarted
from app.main.desk import PIN_FILE
from app.signing.trouble import Cause, SignerUnavailable
from app.store.engine import StoreTrouble
from app.transport.errors import InsecureAddress
from app.transport.tls import TrustUnusable


@contextlib.contextmanager
def environment() -> Iterator[None]:
    """Let what the block needs of disk, key and gateway fail in plain words; raises Refused."""
    try:
        yield
    except TrustUnusable as error:
        english = f"a certificate of the gateway's settings cannot be used ({error.code}); name another file or folder"
        raise Refused(Exit.USAGE, str(error), english) from error
    except InsecureAddress as error:
        english = "the gateway's address is neither https://HOST nor http on this machine (http://127.0.0.1:PORT)"
        raise Refused(Exit.USAGE, str(error), english) from error
    except StoreTrouble as error:
        english = f"the data file cannot be used ({error.code}); doctor says more"
        raise Refused(Exit.TROUBLE, str(error), english) from error
    except SignerUnavailable as error:
        hint = f"；无人值守时用 {PIN_FILE} 指出 PIN 文件" if error.cause is Cause.PIN_WANTED else ""
        english = f"the signing key cannot be used; doctor says more{f' ({PIN_FILE} names a PIN file)' if hint else ''}"
        raise Refused(Exit.TROUBLE, f"{error}{hint}", english) from error
    except GatewayNotStarted as error:
        raise Refused(Exit.TROUBLE, str(error), "the built-in gateway did not start; doctor says more") from error
