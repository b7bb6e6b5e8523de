"""Real documents in: folders, archives, lists and old websites become items, each row reported.

The work of the editors of a body (条例 2019 art. 10, 17): what is imported is registered,
begun, examined and reviewed like anything else; nothing is published by an import.
Batch: one import. Row: one document of it. Origin: what was imported once, and so never twice.
"""
