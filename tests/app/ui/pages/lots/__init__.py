"""Tests of the pages of 互市."""
