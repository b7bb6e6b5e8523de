"""The desk of cases: what has an owner and a last day, whatever its kind."""
