"""Personal data in a text (个人信息): found by shape, check digit, label and neighbourhood.

Law: 个人信息保护法 arts. 4, 28. What an office itself publishes about itself, numbers of
things and of organisations, and services like 12366 are not personal data.
"""
