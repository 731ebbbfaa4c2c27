"""Tests of app.printing."""
