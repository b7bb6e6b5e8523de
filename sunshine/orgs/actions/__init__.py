"""The only writers of the tables of the authority, one module for each noun.

Every act takes ``by`` (who) and ``at`` (when), checks the right, and appends one
event ``orgs.…``; ``why_not_…`` says beforehand what it would be refused for.
"""
