"""Tests of the 互市 lot and its rules."""
