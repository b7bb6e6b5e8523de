"""A person's own pages: posts, deputies, absence, account."""
