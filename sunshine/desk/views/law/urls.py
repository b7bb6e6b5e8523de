"""Addresses of the pages about the calendar and the periods."""

from django.urls import path

from sunshine.desk.views.law import pages

urlpatterns = [
    path("", pages.law_page, name="law"),
    path("year/", pages.announce, name="announce_year"),
    path("closure/", pages.close, name="close_bodies"),
    path("periods/<slug:key>/", pages.change, name="change_period"),
]
