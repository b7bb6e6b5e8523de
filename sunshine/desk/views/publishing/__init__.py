"""The pages on which papers are registered, items written, reviewed, published and taken down."""
