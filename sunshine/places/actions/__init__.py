"""The acts on places, screens, lists, paper and calls: the only writers of their tables."""
