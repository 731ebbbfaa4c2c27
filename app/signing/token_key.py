"""A card or UKey through its PKCS#11 driver; loaded in the helper only, since drivers hang and crash."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import Attribute, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature

from app.declarations.signed import Algorithm, CertificateUnusable, algorithm_of
from app.signing.choice import SignerChoice
from app.signing.trouble import Cause, SignerUnavailable, unavailable

_WRONG_PIN: Final = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)
_LOCKED: Final = (pkcs11.PinLocked, pkcs11.PinExpired)
_GONE: Final = (
    pkcs11.TokenNotPresent,
    pkcs11.TokenNotRecognised,
    pkcs11.DeviceRemoved,
    pkcs11.DeviceError,
    pkcs11.SlotIDInvalid,
    pkcs11.SessionHandleInvalid,
    pkcs11.SessionClosed,
    pkcs11.ObjectHandleInvalid,
    pkcs11.KeyHandleInvalid,
    pkcs11.UserNotLoggedIn,
    pkcs11.GeneralError,
)
_NOT_KNOWN: Final = (
    pkcs11.MechanismInvalid,
    pkcs11.MechanismParamInvalid,
    pkcs11.FunctionNotSupported,
    pkcs11.KeyTypeInconsistent,
)


@dataclass(frozen=True, slots=True)
class OnToken:
    """One certificate on one token, as the driver tells it; ``key_id`` pairs it with its private key."""

    label: str
    serial: str
    certificate: str
    key_id: bytes


class TokenKey:
    """An opened key; it closes its session when the card is gone."""

    def __init__(self, session: Any, key: Any, certificate: str) -> None:
        self._session, self._key = session, key
        self.certificate = certificate
        self._algorithm = algorithm_of(certificate)

    def sign(self, data: bytes) -> bytes:
        """Return the signature the certificate calls for; raises SignerUnavailable."""
        try:
            if self._algorithm is Algorithm.RSA_SHA256:
                return bytes(self._key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
            raw = self._key.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA)
            return bytes(encode_ecdsa_signature(raw))
        except pkcs11.PKCS11Error as error:
            raise _trouble(error) from error

    def close(self) -> None:
        """Log out; a card that is gone has done so itself."""
        try:
            self._session.close()
        except pkcs11.PKCS11Error:
            return


def on_tokens(module: str) -> list[OnToken]:
    """Return every certificate on every token of a driver, without a PIN; raises SignerUnavailable."""
    try:
        return [found for token in _tokens(module) for found in _certificates(token)]
    except pkcs11.PKCS11Error as error:
        raise _trouble(error) from error


def open_token(choice: SignerChoice, pin: str) -> TokenKey:
    """Log in to the chosen token and find the key of the chosen certificate; raises SignerUnavailable.

    The PIN is shown to the card only after card and certificate were found: nothing else may cost a try.
    """
    try:
        tokens = [one for one in _tokens(choice.module) if not choice.token or _serial(one) == choice.token]
        if not tokens:
            raise unavailable(Cause.NO_CARD)
        found = [(token, one) for token in tokens for one in _certificates(token) if _is_chosen(one, choice)]
        if not found:
            raise unavailable(Cause.NO_CERTIFICATE)
        token, one = found[0]
        _refuse_without_cost(token, one)
        session = token.open(user_pin=pin)
    except pkcs11.PKCS11Error as error:
        raise _trouble(error) from error
    try:
        keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: one.key_id}))
        if not keys:
            raise unavailable(Cause.NO_KEY)
        return TokenKey(session, keys[0], one.certificate)
    except pkcs11.PKCS11Error as error:
        raise _trouble(error) from error


def _refuse_without_cost(token: Any, one: OnToken) -> None:
    if TokenFlag.USER_PIN_LOCKED in token.flags:
        raise unavailable(Cause.CARD_LOCKED)
    if TokenFlag.USER_PIN_FINAL_TRY in token.flags:
        raise SignerUnavailable("卡/UKey 只剩最后一次 PIN 机会，为免锁卡不再尝试，请用厂商工具核对", Cause.PIN_BLOCKED)
    try:
        if algorithm_of(one.certificate) is Algorithm.SM2_SM3:  # no standard mechanism, and none is guessed
            raise unavailable(Cause.UNSUPPORTED, "这张卡的 SM2 签名须用厂商接口")
    except CertificateUnusable as error:
        raise SignerUnavailable(str(error), Cause.UNSUPPORTED) from error


def _tokens(module: str) -> Iterator[Any]:
    try:
        library = pkcs11.lib(module)
        library.reinitialize()  # cards come and go; a driver that was loaded before knows those of then
    except pkcs11.PKCS11Error as error:
        raise unavailable(Cause.NO_DRIVER) from error
    for slot in library.get_slots(token_present=True):
        token = slot.get_token()
        if TokenFlag.TOKEN_INITIALIZED in token.flags:
            yield token


def _certificates(token: Any) -> Iterator[OnToken]:
    with token.open() as session:
        for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
            try:
                certificate = x509.load_der_x509_certificate(bytes(found[Attribute.VALUE]))
            except ValueError:
                continue  # a card carries other things too
            pem = certificate.public_bytes(Encoding.PEM).decode("ascii")
            yield OnToken(str(token.label), _serial(token), pem, bytes(found[Attribute.ID]))


def _is_chosen(one: OnToken, choice: SignerChoice) -> bool:
    serial = x509.load_pem_x509_certificate(one.certificate.encode("ascii")).serial_number
    return not choice.certificate or f"{serial:x}" == choice.certificate.lower()


def _serial(token: Any) -> str:
    return bytes(token.serial).decode("ascii", "replace").strip()


def _trouble(error: pkcs11.PKCS11Error) -> SignerUnavailable:
    causes = (
        (_WRONG_PIN, Cause.PIN_WRONG),
        (_LOCKED, Cause.CARD_LOCKED),
        (_GONE, Cause.NO_CARD),
        (_NOT_KNOWN, Cause.UNSUPPORTED),
    )
    return unavailable(next((cause for kinds, cause in causes if isinstance(error, kinds)), Cause.REFUSED))
