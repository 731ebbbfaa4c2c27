"""The key that signs receipts, made on first use, and what is signed: a receipt's bytes and what it is about."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from app.gateway.tls import builder, name_of, pin_of, private_pem, write

RECEIPTS_FILE, RECEIPTS_KEY_FILE = "receipts.pem", "receipts.key"


class ReceiptKey:
    """Signs receipts."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key
        self._signer = pin_of(key)

    @classmethod
    def open(cls, data_dir: Path) -> ReceiptKey:
        """The key in `data_dir`/tls, made on first use with a certificate callers can pin. Raises OSError."""
        folder = data_dir / "tls"
        path = folder / RECEIPTS_KEY_FILE
        if not (path.is_file() and (folder / RECEIPTS_FILE).is_file()):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            key = ec.generate_private_key(ec.SECP256R1())
            name = name_of("模拟单一窗口 回执")
            certificate = builder(name, name, key.public_key()).sign(key, SHA256())
            write(path, private_pem(key), 0o600)
            write(folder / RECEIPTS_FILE, certificate.public_bytes(Encoding.PEM), 0o600)
        loaded = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise OSError(f"not a key of ours: {path}")
        return cls(loaded)

    def sealed(self, row: dict[str, object], content: bytes) -> dict[str, object]:
        """The row of a receipt with its signature and the name of the key."""
        pointers = json.dumps(row["pointers"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        about = [str(row[name]) for name in ("receipt_id", "message_id", "message_sha256", "client_seq_no", "seq_no")]
        told = ["receipt-1", *about, str(int(bool(row["last"]))), hashlib.sha256(pointers.encode()).hexdigest()]
        statement = "\n".join(told).encode() + b"\n\n" + content
        return {**row, **self.signed(statement)}

    def signed(self, statement: bytes) -> dict[str, str]:
        """The signature under a statement and the name of the key."""
        signature = self._key.sign(statement, ec.ECDSA(SHA256()))
        return {"signature": b64encode(signature).decode("ascii"), "signer": self._signer}
