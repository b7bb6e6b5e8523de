"""The acts of disclosure on request, by what they are about."""
