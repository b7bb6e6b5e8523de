"""The kinds of pages: one module each, with ``KINDS``; the registry is ``baking.kinds``.

A kind says which addresses a key owns, renders what is public now, and yields every key
that is or ever was filled. See ``baking.keys.Kind``; templates are ``public/<kind>.html``.
"""
