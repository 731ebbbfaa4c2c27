"""Taxes to the fen: values, duties, taxes and fees as pure functions on Decimal, each citing its article of law."""
