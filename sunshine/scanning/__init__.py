"""Looking through a text before it leaves: personal data, hidden data, wording (发布前检查).

Pure: values in, sightings out; no tables, no settings, no reading of the clock. What parses
files (``reading``, ``cleaning``) runs in the worker and in commands, never in the web process.

Law: 个人信息保护法 arts. 25, 28, 51; 政府信息公开条例 2019 arts. 15, 17; 保密法 2024 art. 35.
"""
