"""What the authority makes public: papers, items in editions, reviews, release, taking down.

The desk of the disclosure office (政府信息公开工作机构). Rows B1 B2 B3 B8; law:
政府信息公开条例 (2019) arts. 10-28, 保守国家秘密法 (2024) art. 35.

*Paper* (公文): something finished, registered with its day and attribute before anyone
decides to publish; *item* (公开条目): what readers find under one address; *edition*
(版次): one publishing state of an item. This package decides what is public and knows
nothing of pages; faces ask ``visibility``.
"""
