"""Addresses of the pages about rules."""

from django.urls import path

from sunshine.desk.views.rules import pages

urlpatterns = [
    path("", pages.rules, name="rules"),
    path("new/", pages.register, name="register_rule"),
    path("<slug:code>/", pages.rule_page, name="rule"),
    path("<slug:code>/version/", pages.add_version, name="add_version"),
    path("<slug:code>/<int:number>/repeal/", pages.repeal_version, name="repeal_version"),
    path("<slug:code>/<int:number>/item/", pages.bind, name="bind_rule"),
    path(
        "<slug:code>/<int:number>/clauses/<int:ordinal>/repeal/",
        pages.repeal_clause,
        name="repeal_clause",
    ),
]
