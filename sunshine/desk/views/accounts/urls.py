"""Addresses of the yearly accounts."""

from django.urls import path

from sunshine.desk.views.accounts import making, pages

urlpatterns = [
    path("", pages.accounts, name="accounts"),
    path("sum/", pages.total, name="accounts_sum"),
    path("begin/", making.begin, name="begin_account"),
    path("<int:number>/", pages.account, name="account"),
    path("<int:number>/cell/", pages.cell, name="account_cell"),
    path("<int:number>/file/<str:form>/", pages.file, name="account_file"),
    path("<int:number>/text/", making.write, name="account_write"),
    path("<int:number>/hand-in/", making.hand_in, name="account_hand_in"),
    path("<int:number>/sign/", making.sign, name="account_sign"),
    path("<int:number>/give-back/", making.give_back, name="account_give_back"),
    path("<int:number>/correct/", making.correct, name="account_correct"),
    path("<int:number>/publish/", making.publish, name="account_publish"),
    path("<int:number>/groups/<str:group>/", making.enter, name="account_enter"),
    path("<int:number>/groups/<str:group>/sign/", making.countersign, name="account_countersign"),
    path("<int:number>/groups/<str:group>/evidence/", pages.evidence, name="account_evidence"),
]
