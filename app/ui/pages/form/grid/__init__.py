"""The goods table as a spreadsheet: a marked range, and what is done to all of it at once."""
