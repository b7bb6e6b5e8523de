"""Addresses of a person's own pages."""

from django.urls import path

from sunshine.desk.views.me import pages

urlpatterns = [
    path("", pages.me, name="me"),
    path("deputy/<int:post>/", pages.name_deputy, name="name_deputy"),
    path("deputy/<int:number>/end/", pages.end_deputy, name="end_deputy"),
    path("away/", pages.away, name="away"),
    path("back/", pages.back, name="back"),
    path("stay/", pages.stay, name="stay"),
]
