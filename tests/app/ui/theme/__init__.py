"""Tests of colours, fonts and icons: real key events, offscreen."""
