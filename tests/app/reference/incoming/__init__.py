"""Tests of tables handed in from outside."""
