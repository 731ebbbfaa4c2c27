"""Tests of the database file: engine, migrations, guards and the functions on its tables."""
