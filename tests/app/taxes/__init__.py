"""Tests of app.taxes: every worked total of the design's rules.md, and what must hold for any numbers."""
