"""Why a question to the gateway got no answer; every class says whether asking again can help."""

from typing import ClassVar


class GatewayError(Exception):
    """A call that brought nothing usable; the message is one Chinese sentence."""

    retry: ClassVar[bool] = True
    code: ClassVar[str] = "gateway"


class Unreachable(GatewayError):
    """No connection, or it broke before the answer was whole."""

    code = "unreachable"


class Busy(GatewayError):
    """The gateway answered that it cannot serve us now."""

    code = "busy"

    def __init__(self, message: str, seconds: float | None) -> None:
        super().__init__(message)
        self.seconds = seconds


class Garbled(GatewayError):
    """An answer came that is not one of this interface."""

    code = "garbled"


class Forbidden(GatewayError):
    """The gateway does not accept our card or certificate; a person has to act."""

    retry = False
    code = "forbidden"


class Untrusted(GatewayError):
    """Whoever answers at the address could not prove to be the gateway; nothing was sent to it."""

    code = "untrusted"


class NotSupported(GatewayError):
    """This gateway does not answer such questions at all."""

    retry = False
    code = "not_supported"


class InsecureAddress(GatewayError):
    """The address would carry declarations unencrypted over a network, or is no address."""

    retry = False
    code = "insecure_address"
