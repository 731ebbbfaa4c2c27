"""Tests of the window: real key events, offscreen."""
