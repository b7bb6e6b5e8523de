"""What the public face answers without a finished file."""
