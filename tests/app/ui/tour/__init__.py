"""Tests of the guided tour: its driver, its meters, and the whole of it once."""
