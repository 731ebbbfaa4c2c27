"""两段准入: what may be done with the goods now, in two lanes, and what is still missing."""
