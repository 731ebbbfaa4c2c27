"""Tests of app.ui.pages.statistics."""
