"""The open interface ``/api/v1``: what everybody may read, for programs (row L5).

Whose work: nobody's by hand; every answer comes from the one query of visibility, as for a
reader without a name. Law: 条例 art. 8 (公开为常态), 国办公开办函〔2019〕61号 (unified platform).
"""
