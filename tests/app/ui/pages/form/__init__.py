"""Tests of the form page, driven by real key events."""
