"""Notices to people: each one once, in their inbox and by mail where they have an address.

A domain registers a sentence for every kind of notice and calls ``outbox.notify`` in
its action; the worker sends the mail. What is sent twice after a fall bears the same
Message-ID, so that a mailbox shows it once.
"""
