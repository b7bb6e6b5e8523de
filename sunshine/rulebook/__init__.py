"""The rules as dated data: periods, legal grounds, checklists; and rules (制度) in versions.

Law: 政府信息公开条例 arts. 12–20, 26; 保守国家秘密法 art. 35. A *version* is a state of a rule
with effect and repeal; a *profile* is what holds on one day. docs/law.md says what was verified.
"""
