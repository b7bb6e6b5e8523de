"""The yearly account of disclosure: its tables as data, and whether what they say agrees.

条例 2019 arts. 49, 50: every body accounts once a year. Pure so far: no tables of the database.
Edition: the form of the report, as its notice laid it down. Report: one account as it was read.
Identity: what must be equal in it (I1 to I8, and the sums of the form of 2008).
"""
