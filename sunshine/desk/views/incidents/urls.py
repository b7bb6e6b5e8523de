"""Addresses of leaks: found, pulled, reported, cleared away."""

from django.urls import path

from sunshine.desk.views.incidents import pages, pulling, tasks

_I = "incidents/<int:number>/"
_T = "takedowns/<int:number>/"

urlpatterns = [
    path("leak/", pulling.leak, name="leak"),
    path("items/<slug:code>/pull/", pulling.pull, name="pull_item"),
    path("incidents/", pages.incidents, name="incidents"),
    path(_I, pages.incident, name="incident"),
    path(f"{_I}report/", pages.report, name="incident_report"),
    path(f"{_I}sent/", pages.sent, name="incident_sent"),
    path(f"{_I}print/", pages.printed, name="incident_print"),
    path(f"{_I}check/", pages.check, name="incident_check"),
    path(f"{_I}close/", pages.close, name="close_incident"),
    path(f"{_I}place/", tasks.add_place, name="incident_place"),
    path("takedowns/", tasks.takedowns, name="takedowns"),
    path(_T, tasks.takedown, name="takedown"),
    path(f"{_T}proof/", tasks.proof, name="takedown_proof"),
]
