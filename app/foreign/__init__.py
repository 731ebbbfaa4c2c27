"""What strangers hand in – sheets, archives, the clipboard – as plain text cells within limits; no meaning here."""
