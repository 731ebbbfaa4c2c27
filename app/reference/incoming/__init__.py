"""Tables handed in from outside: files taken apart within limits, columns recognised, rows made; nothing is stored."""
