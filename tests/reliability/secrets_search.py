"""Looks for secrets in everything a program leaves behind, in the forms in which they slip out."""

import base64
import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path


def forms_of(secret: bytes) -> Mapping[str, bytes]:
    """Return a secret as it may stand in a file: plain, UTF-16, hex, base64 at each of its three offsets."""
    found = {"plain": secret, "hex": secret.hex().encode(), "HEX": secret.hex().upper().encode()}
    with contextlib.suppress(UnicodeDecodeError):  # a key is no text
        found["utf-16"] = secret.decode("utf-8").encode("utf-16-le")
    for offset in range(3):
        text = base64.b64encode(b"\0" * offset + secret)
        found[f"base64+{offset}"] = text[4 if offset else 0 : len(text) - 4]
    return {name: one for name, one in found.items() if len(one) >= 6}


def holding(roots: Iterable[Path], secrets: Mapping[str, bytes]) -> list[str]:
    """Return every file that holds any form of any secret, as ``secret (form) in file``."""
    forms = [(name, form, one) for name, secret in secrets.items() for form, one in forms_of(secret).items()]
    hits = []
    for root in roots:
        for path in sorted(one for one in root.rglob("*") if one.is_file()):
            content = path.read_bytes()
            hits += [f"{name} ({form}) in {path.name}" for name, form, one in forms if one in content]
    return hits
