"""The declaration on the screen, walked from its form object; it names no field and stores nothing."""
