"""Tests of the mocked gateway, over real HTTP and as a process of its own."""
