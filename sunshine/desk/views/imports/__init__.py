"""Imports at the desk: upload, preview, progress, report, and the review of many at once."""
