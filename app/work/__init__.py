"""The jobs between store, wire and gateway: submit, send, poll, and the threads that run them; no widgets."""
