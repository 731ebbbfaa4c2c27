"""Sheets of goods: columns recognised, cells judged and mended, failed rows written out; no window, no store."""
