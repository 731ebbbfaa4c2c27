"""Tests of the code tables and their look-up."""
