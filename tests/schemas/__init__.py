"""Tests of schemas/: each XSD walked against a dictionary typed by hand."""
