"""Tests of the window shell: real key events, offscreen."""
