"""The official calendar: working days (工作日), holidays and make-up days of every year.

Law: 全国年节及纪念日放假办法 and the yearly notices of the State Council's General Office
(国务院办公厅关于部分节假日安排的通知). ``calendar`` reckons, ``loader`` reads the years.
"""
