"""Tests of the outbox table, receipts, status words, numbers and list summaries."""
