"""The kinds of language-neutral files: feeds, exports, screens' bundles, sitemaps, attachments."""
