"""Open data in bulk: every public item with its text, one shard for each body and year (L5)."""
