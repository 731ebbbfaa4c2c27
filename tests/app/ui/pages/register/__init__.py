"""Tests of app.ui.pages.register."""
