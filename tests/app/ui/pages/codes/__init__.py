"""Tests of app.ui.pages.codes."""
