"""Work done in a process of its own, because what does it may hang, crash or be led astray; no meaning of any work."""
