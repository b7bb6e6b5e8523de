"""Campaigns (活动部署): a body deploys, every body takes part and reports, a bulletin is compiled.

The deploying body's disclosure office keeps the campaign; each bureau's own office plans,
acts and reports. 政务公开 of this kind rests on 国办发 notices rather than on a statute, so
no period here is law: the days are those that the deployment sets.
"""
