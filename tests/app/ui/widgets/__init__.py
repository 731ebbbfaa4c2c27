"""Tests of the painted parts: real key events, offscreen."""
