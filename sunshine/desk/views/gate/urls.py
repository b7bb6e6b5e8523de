"""Addresses of the pages of the gate."""

from django.urls import path

from sunshine.desk.views.gate import findings

_E = "items/<slug:code>/<int:number>/gate/"

urlpatterns = [
    path(_E, findings.gate_page, name="gate"),
    path(f"{_E}state/", findings.state, name="gate_state"),
]
