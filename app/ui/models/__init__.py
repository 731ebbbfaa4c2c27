"""Qt models over what is open: the draft with its check and history, tables of its rows; no widgets, no storage."""
