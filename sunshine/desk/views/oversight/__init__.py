"""Watching over openness: the disclosure office's pages, and the page of the head of a body."""
