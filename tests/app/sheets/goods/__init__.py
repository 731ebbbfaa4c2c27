"""Tests of reading, judging and writing sheets of goods."""
