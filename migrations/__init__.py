"""Every shape the database file ever had, step by step; run by app.store.upgrade."""
