"""边民互市: day quota, shares of a lot and their tax as pure functions; it knows no store, no window and no network."""
