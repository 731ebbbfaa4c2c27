"""Tests of the page of all rules."""
