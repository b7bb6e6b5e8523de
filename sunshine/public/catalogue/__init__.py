"""The catalogue with filters (row B2): what was asked, what answers it, and how it is counted."""
