"""Forms about requests for disclosure: shape only."""
