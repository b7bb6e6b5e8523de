"""The gate before publication (发布前检查): nothing leaves without being looked through.

The machine looks first, a person decides: every finding is masked, cleaned or kept with a
reason. The gate knows what it looks through only by a string (``item:CODE/EDITION``) and its
parts; whose it is and who may decide is settled by the owner (``sunshine.publishing``).

Law: 个人信息保护法 arts. 25, 28, 51; 政府信息公开条例 2019 arts. 15, 17; 保密法 2024 art. 35.
Words: finding 疑点, examination 检查, inspection 附件检查, wording list 错敏词表, mask 遮盖,
clean copy 净本, suspicion 已公开内容疑点.
"""
