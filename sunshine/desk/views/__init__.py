"""Views of the desk, one module (or package) for each domain."""
