"""The acts of a campaign: the only writers of its tables."""
