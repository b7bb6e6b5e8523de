"""Places of disclosure, screens and what plays there, paper, and calls for the guide."""
