"""Disclosure on request (依申请公开): its clock, the day of receipt, its fees.

Law: 政府信息公开条例 2007 arts. 13–28 and 2019 arts. 27–46; 政府信息公开信息处理费管理办法.
Edition: what the regulation of a day says of periods. Reading: how a doubtful rule is taken,
decided in ``data/clock.toml`` and told in docs/law.md.
"""
