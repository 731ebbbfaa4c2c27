"""The database: one file, one connect factory, functions that take a connection and return frozen values."""
