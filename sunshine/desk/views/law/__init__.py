"""Pages about the law kept as data: the official calendar, closures, periods."""
