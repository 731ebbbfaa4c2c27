"""The few functions of libcrypto 3 that SM2 needs, with their types; found where Python's own ssl module found it."""

import ctypes
import ctypes.util
import functools
import sys
from collections.abc import Iterator
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_ulong, c_void_p
from pathlib import Path

_OLDEST = 0x30000000  # 3.0: before it SM2 signatures needed other calls
_FUNCTIONS = {
    "BIO_new_mem_buf": (c_void_p, c_char_p, c_int),
    "BIO_free": (c_int, c_void_p),
    "PEM_read_bio_X509": (c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "PEM_write_bio_X509": (c_int, c_void_p, c_void_p),
    "X509_get_pubkey": (c_void_p, c_void_p),
    "X509_free": (None, c_void_p),
    "BIO_new": (c_void_p, c_void_p),
    "BIO_s_mem": (c_void_p,),
    "BIO_read": (c_int, c_void_p, c_void_p, c_int),
    "d2i_PKCS12_bio": (c_void_p, c_void_p, c_void_p),
    "PKCS12_parse": (c_int, c_void_p, c_char_p, POINTER(c_void_p), POINTER(c_void_p), c_void_p),
    "PKCS12_free": (None, c_void_p),
    "PEM_read_bio_PrivateKey": (c_void_p, c_void_p, c_void_p, c_void_p, c_char_p),
    "EVP_PKEY_is_a": (c_int, c_void_p, c_char_p),
    "EVP_PKEY_free": (None, c_void_p),
    "EVP_PKEY_CTX_new": (c_void_p, c_void_p, c_void_p),
    "EVP_PKEY_CTX_free": (None, c_void_p),
    "EVP_PKEY_CTX_set1_id": (c_int, c_void_p, c_char_p, c_size_t),
    "EVP_MD_CTX_new": (c_void_p,),
    "EVP_MD_CTX_free": (None, c_void_p),
    "EVP_MD_CTX_set_pkey_ctx": (None, c_void_p, c_void_p),
    "EVP_sm3": (c_void_p,),
    "EVP_DigestSignInit": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "EVP_DigestSign": (c_int, c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t),
    "EVP_DigestVerifyInit": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "EVP_DigestVerify": (c_int, c_void_p, c_char_p, c_size_t, c_char_p, c_size_t),
    "ERR_clear_error": (None,),
}


class NoLibcrypto(Exception):
    """This computer's Python has no OpenSSL 3 that could be called."""


@functools.cache
def libcrypto() -> ctypes.CDLL:
    """Return the library with its functions typed; raises NoLibcrypto."""
    for library in _candidates():
        try:
            library.OpenSSL_version_num.restype = c_ulong
            if library.OpenSSL_version_num() < _OLDEST:
                continue
            for name, (result, *arguments) in _FUNCTIONS.items():
                function = getattr(library, name)
                function.restype, function.argtypes = result, arguments
        except AttributeError:
            continue
        return library
    raise NoLibcrypto("no OpenSSL 3")


def _candidates() -> Iterator[ctypes.CDLL]:
    """Give libraries to look into; a symbol is searched in what the ssl module is linked to as well."""
    import _ssl

    places: list[str] = []
    if sys.platform == "win32":
        places += map(str, sorted(Path(sys.base_prefix, "DLLs").glob("libcrypto-3*.dll")))
    else:
        places.append(getattr(_ssl, "__file__", ""))
    places.append(ctypes.util.find_library("crypto") or "")
    for place in filter(None, places):
        try:
            yield ctypes.CDLL(place)
        except OSError:
            continue
