"""The administrator's pages: bodies and what belongs to them, posts and people."""
