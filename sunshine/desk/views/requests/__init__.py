"""The desk of requests for disclosure: registered, handled, answered, served, kept."""
