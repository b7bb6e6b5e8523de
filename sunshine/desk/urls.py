"""Addresses of the desk: a list of includes, one for each domain."""

from django.urls import include, path

from sunshine.desk.views.publishing import worklist

app_name = "desk"
urlpatterns = [
    path("", worklist.home, name="home"),
    path("", include("sunshine.desk.views.publishing.urls")),
    path("", include("sunshine.desk.views.incidents.urls")),
    path("", include("sunshine.desk.views.gate.urls")),
    path("cases/", include("sunshine.desk.views.cases.urls")),
    path("requests/", include("sunshine.desk.views.requests.urls")),
    path("letters/", include("sunshine.desk.views.letters.urls")),
    path("me/", include("sunshine.desk.views.me.urls")),
    path("", include("sunshine.desk.views.oversight.urls")),
    path("", include("sunshine.desk.views.inbox.urls")),
    path("", include("sunshine.desk.views.matters.urls")),
    path("imports/", include("sunshine.desk.views.imports.urls")),
    path("sections/", include("sunshine.desk.views.sections.urls")),
    path("law/", include("sunshine.desk.views.law.urls")),
    path("places/", include("sunshine.desk.views.places.urls")),
    path("rules/", include("sunshine.desk.views.rules.urls")),
    path("", include("sunshine.desk.views.campaigns.telling_urls")),
    path("campaigns/", include("sunshine.desk.views.campaigns.urls")),
    path("orgs/", include("sunshine.desk.views.orgs.urls")),
    path("accounts/", include("sunshine.desk.views.accounts.urls")),
]
