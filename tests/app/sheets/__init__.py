"""Tests of app.sheets."""
