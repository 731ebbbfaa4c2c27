"""The message on the wire: bytes in and out, schema, signature, receipts; no network and no database."""
