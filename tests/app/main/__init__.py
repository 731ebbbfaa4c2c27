"""Tests of the program put together."""
