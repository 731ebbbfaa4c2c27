"""SM2 signatures with SM3 (GM/T 0003, 0009): certificates, key files, signing, verifying; keys stay in libcrypto."""

import contextlib
from collections.abc import Iterator
from ctypes import byref, c_size_t, c_void_p, create_string_buffer

from app.guomi.libcrypto import NoLibcrypto, libcrypto

IDENTITY = b"1234567812345678"
"""The signer's identity where nobody agreed on another (GM/T 0009); without it a signature verifies nowhere."""

_LONGEST_PEM = 1 << 16


class NotSm2(Exception):
    """The certificate or key is none of SM2, or cannot be read."""


class WrongPassword(Exception):
    """The key file does not open with this password."""


class Sm2Key:
    """A private key held by libcrypto, whose own generator draws every nonce."""

    def __init__(self, pointer: int, certificate: str) -> None:
        self._pointer = pointer
        self.certificate = certificate

    @classmethod
    def from_pkcs12(cls, content: bytes, password: str) -> "Sm2Key":
        """Return the key of a PKCS#12 file; raises WrongPassword, NotSm2, NoLibcrypto."""
        library = libcrypto()
        with _memory(content) as bio:
            bag = library.d2i_PKCS12_bio(bio, None)
        if not bag:
            raise NotSm2("no PKCS#12 file")
        key, certificate = c_void_p(), c_void_p()
        try:
            opened = library.PKCS12_parse(bag, password.encode("utf-8"), byref(key), byref(certificate), None)
        finally:
            library.PKCS12_free(bag)
            library.ERR_clear_error()
        if opened != 1:
            raise WrongPassword
        try:
            if not key.value or not certificate.value or library.EVP_PKEY_is_a(key, b"SM2") != 1:
                raise NotSm2("no SM2 key with a certificate")
            made = cls(key.value, _pem(certificate.value))
            key.value = None
            return made
        finally:
            library.EVP_PKEY_free(key)
            library.X509_free(certificate)

    @classmethod
    def from_pem(cls, key: bytes, certificate: str = "") -> "Sm2Key":
        """Return an unencrypted PEM key; raises NotSm2, NoLibcrypto."""
        library = libcrypto()
        with _memory(key) as bio:
            pointer = library.PEM_read_bio_PrivateKey(bio, None, None, b"")
        library.ERR_clear_error()
        if not pointer or library.EVP_PKEY_is_a(pointer, b"SM2") != 1:
            library.EVP_PKEY_free(pointer)
            raise NotSm2("no SM2 key")
        return cls(pointer, certificate)

    def sign(self, data: bytes) -> bytes:
        """Return the DER signature over SM3 of identity, key and data."""
        library = libcrypto()
        with _context(self._pointer) as context:
            size = c_size_t(0)
            if (
                library.EVP_DigestSignInit(context, None, library.EVP_sm3(), None, self._pointer) != 1
                or library.EVP_DigestSign(context, None, byref(size), data, len(data)) != 1
            ):
                raise NotSm2("the key does not sign")
            room = create_string_buffer(size.value)
            if library.EVP_DigestSign(context, room, byref(size), data, len(data)) != 1:
                raise NotSm2("the key does not sign")
            return room.raw[: size.value]

    def __del__(self) -> None:
        with contextlib.suppress(NoLibcrypto, AttributeError, TypeError):
            libcrypto().EVP_PKEY_free(self._pointer)


def is_sm2(certificate: str) -> bool:
    """Tell whether a certificate's key is one of SM2; False also where nothing here could verify it."""
    try:
        with _public_key(certificate):
            return True
    except (NotSm2, NoLibcrypto):
        return False


def verify(certificate: str, signature: bytes, data: bytes) -> bool:
    """Tell whether the signature is of these bytes by this certificate; raises NotSm2, NoLibcrypto."""
    library = libcrypto()
    with _public_key(certificate) as key, _context(key) as context:
        if library.EVP_DigestVerifyInit(context, None, library.EVP_sm3(), None, key) != 1:
            raise NotSm2("the key does not verify")
        held: bool = library.EVP_DigestVerify(context, signature, len(signature), data, len(data)) == 1
        library.ERR_clear_error()
        return held


@contextlib.contextmanager
def _public_key(certificate: str) -> Iterator[int]:
    library = libcrypto()
    with _memory(certificate.encode("utf-8")) as bio:
        x509 = library.PEM_read_bio_X509(bio, None, None, None)
    if not x509:
        library.ERR_clear_error()
        raise NotSm2("no certificate")
    key = library.X509_get_pubkey(x509)
    library.X509_free(x509)
    try:
        if not key or library.EVP_PKEY_is_a(key, b"SM2") != 1:
            raise NotSm2("no SM2 key")
        yield key
    finally:
        library.EVP_PKEY_free(key)
        library.ERR_clear_error()


@contextlib.contextmanager
def _context(key: int) -> Iterator[int]:
    library = libcrypto()
    details, context = library.EVP_PKEY_CTX_new(key, None), library.EVP_MD_CTX_new()
    try:
        if library.EVP_PKEY_CTX_set1_id(details, IDENTITY, len(IDENTITY)) != 1:
            raise NotSm2("the key takes no identity")
        library.EVP_MD_CTX_set_pkey_ctx(context, details)
        yield context
    finally:
        library.EVP_MD_CTX_free(context)
        library.EVP_PKEY_CTX_free(details)


@contextlib.contextmanager
def _memory(content: bytes) -> Iterator[int]:
    library = libcrypto()
    bio = library.BIO_new_mem_buf(content, len(content))
    try:
        yield bio
    finally:
        library.BIO_free(bio)


def _pem(certificate: int) -> str:
    library = libcrypto()
    bio = library.BIO_new(library.BIO_s_mem())
    try:
        library.PEM_write_bio_X509(bio, certificate)
        room = create_string_buffer(_LONGEST_PEM)
        size = library.BIO_read(bio, room, _LONGEST_PEM)
        return room.raw[: max(0, size)].decode("ascii")
    finally:
        library.BIO_free(bio)
