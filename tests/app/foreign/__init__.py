"""Tests of app.foreign."""
