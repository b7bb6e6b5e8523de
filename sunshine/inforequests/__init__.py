"""Disclosure on request (依申请公开): from what is handed in to the archive, with its clock.

Law: 政府信息公开条例 2007 arts. 13–28 and 2019 arts. 27–46; 政府信息公开信息处理费管理办法.
Edition: what the regulation of a day says of periods. Reading: how a doubtful rule is taken,
decided in ``data/clock.toml`` and told in docs/law.md. Step: what somebody may do in a state,
``data/states.toml``. Outcome: how a request may end, ``data/outcomes.toml``. Lapsed: not corrected
or not paid in time, and not told yet. docs/requests.md says how to build on it.
"""
