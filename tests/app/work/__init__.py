"""Tests of signing, sending, polling and the threads that drive them."""
