"""The event log: one append-only row for every act, which is bus and proof at once (row L2).

Every action appends exactly one event in the transaction of its change. Readers
follow the log with a cursor (``sunshine.jobs``); nobody else is told anything.
"""
