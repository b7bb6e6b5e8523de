"""What somebody sees of his own matter who has its number and its code."""
