"""Tests of app.aside."""
