"""The palette (Ctrl+K): fields, actions, declarations and codes by one line of letters."""
