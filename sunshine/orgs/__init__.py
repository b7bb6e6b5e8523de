"""Bodies, halls, departments, posts and people of the authority, and who may do what (rows A1, L3).

A *body* (机关) is a tax authority of any level; a *post* (岗位) carries the roles,
a person holds a post for a time, and rights follow from the post, never from the
person. Law: 政府信息公开条例 (2019) arts. 3, 4, 12; everything here is dated, so that
what was true on a day can be shown later.
"""
