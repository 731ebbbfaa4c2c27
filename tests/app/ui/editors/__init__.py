"""Tests of the field editors: real key events, offscreen."""
