"""Importing documents and old websites."""
