"""The gateway's client: one call at a time with hard limits; it knows no database and retries nothing by itself."""
