"""The keys and what hears them."""
