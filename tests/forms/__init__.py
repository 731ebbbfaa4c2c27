"""Tests of the forms and their rules."""
