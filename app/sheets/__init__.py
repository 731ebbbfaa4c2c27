"""Excel, CSV and clipboard in and out; no window, no store."""
