"""The tests R-01 to R-28 of the reliability plan, and the table of their figures."""
