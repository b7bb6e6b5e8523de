"""Matters (事项): what people come to a tax bureau for, their guides, boards and promises.

Rows A3, B4, E2. Law: 行政许可法 art. 30, 国务院令第716号; fields and codes of GB/T 39046—2020.
A *matter* is what can be asked for; its *guide* (办事指南) is an item of the record whose text is
made of elements, so that reviews, editions and visibility are the record's own. A *promise*
(承诺) is bound to a measure, and its fulfilment is reckoned from closed cases, never typed.
"""
