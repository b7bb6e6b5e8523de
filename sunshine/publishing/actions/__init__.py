"""The acts of publishing, one module for each noun; only these write."""
