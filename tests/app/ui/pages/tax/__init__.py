"""Tests of app.ui.pages.tax."""
