"""Tests of the message on the wire: writing, reading, schema, signature and receipts."""
