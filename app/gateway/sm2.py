"""Judges SM2-SM3 signatures for the gateway through libcrypto 3, with the identity every card uses (GM/T 0009)."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import sys
from pathlib import Path

_IDENTITY = b"1234567812345678"
_POINTERS = (
    "BIO_new_mem_buf",
    "PEM_read_bio_X509",
    "X509_get_pubkey",
    "EVP_MD_CTX_new",
    "EVP_get_digestbyname",
)


class CannotJudge(Exception):
    """No libcrypto 3 was found on this machine, so nothing can be said about SM2."""


@functools.cache
def _library() -> ctypes.CDLL:
    import _ssl

    places = [ctypes.util.find_library("crypto"), getattr(_ssl, "__file__", None)]
    if sys.platform == "win32":
        places = [str(path) for path in Path(sys.base_prefix, "DLLs").glob("libcrypto-3*.dll")]
    for place in reversed(places):
        if place is None:
            continue
        try:
            library = ctypes.CDLL(place)
            for name in _POINTERS:
                getattr(library, name).restype = ctypes.c_void_p
            if library.OPENSSL_version_major() >= 3:
                return library
        except (OSError, AttributeError):
            continue
    raise CannotJudge


def holds(certificate: str, content: bytes, signature: bytes) -> bool | None:
    """Whether the signature over `content` is by the certificate's SM2 key; None when its key is none of SM2.

    Raises CannotJudge.
    """
    library, pem = _library(), certificate.encode()
    memory = ctypes.c_void_p(library.BIO_new_mem_buf(pem, len(pem)))
    paper = ctypes.c_void_p(library.PEM_read_bio_X509(memory, None, None, None))
    key = ctypes.c_void_p(library.X509_get_pubkey(paper) if paper.value else None)
    try:
        if not key.value or library.EVP_PKEY_is_a(key, b"SM2") != 1:
            return None
        return _judge(library, key, content, signature)
    finally:
        library.EVP_PKEY_free(key)
        library.X509_free(paper)
        library.BIO_free(memory)
        library.ERR_clear_error()


def _judge(library: ctypes.CDLL, key: ctypes.c_void_p, content: bytes, signature: bytes) -> bool:
    work = ctypes.c_void_p(library.EVP_MD_CTX_new())
    digest = ctypes.c_void_p(library.EVP_get_digestbyname(b"SM3"))
    details = ctypes.c_void_p()
    try:
        begun = library.EVP_DigestVerifyInit(work, ctypes.byref(details), digest, None, key)
        # The identity goes into the first block of the digest, so it is told before any content.
        if begun != 1 or library.EVP_PKEY_CTX_set1_id(details, _IDENTITY, ctypes.c_size_t(len(_IDENTITY))) != 1:
            return False
        for start in range(0, len(content), 1 << 20):
            piece = content[start : start + (1 << 20)]
            if library.EVP_DigestUpdate(work, piece, ctypes.c_size_t(len(piece))) != 1:
                return False
        return bool(library.EVP_DigestVerifyFinal(work, signature, ctypes.c_size_t(len(signature))) == 1)
    finally:
        library.EVP_MD_CTX_free(work)
