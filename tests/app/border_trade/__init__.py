"""Tests of app.border_trade."""
