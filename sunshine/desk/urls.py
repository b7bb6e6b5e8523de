"""Addresses of the desk: a list of includes, one for each domain."""

from django.urls import include, path

from sunshine.desk.views import home

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("me/", include("sunshine.desk.views.me.urls")),
    path("", include("sunshine.desk.views.oversight.urls")),
    path("orgs/", include("sunshine.desk.views.orgs.urls")),
]
