"""Tests of the models behind the pages."""
