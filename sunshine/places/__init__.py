"""Places of disclosure (公开场所, rows B14, B5, F7) and the screens that stand at them.

Windows, public reading rooms, material points, boards, kiosks and displays: where they are,
who keeps them, what lies there, what plays there and until when; what is handed to archives
and libraries; what must be taken off when an item is withdrawn; who calls for the guide.
Law: 政府信息公开条例 2019 arts. 23, 25.
"""
