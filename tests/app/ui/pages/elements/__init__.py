"""Tests of app.ui.pages.elements."""
