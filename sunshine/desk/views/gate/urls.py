"""Addresses of the pages of the gate."""

from django.urls import path

from sunshine.desk.views.gate import boxes, findings, suspicions, wording

_E = "items/<slug:code>/<int:number>/gate/"
_B = f"{_E}files/<slug:file>/"

urlpatterns = [
    path(_E, findings.gate_page, name="gate"),
    path(f"{_E}state/", findings.state, name="gate_state"),
    path(_B, boxes.black_out, name="black_out"),
    path(f"{_B}<int:page>/", boxes.stage, name="page_stage"),
    path(f"{_B}<int:page>/page.png", boxes.picture, name="page_picture"),
    path("wording/", wording.lists, name="wording"),
    path("wording/new/", wording.make, name="make_wording_list"),
    path("wording/l/<slug:slug>/", wording.list_page, name="wording_list"),
    path("wording/l/<slug:slug>/new/", wording.add, name="add_wording"),
    path("wording/l/<slug:slug>/<int:number>/end/", wording.end, name="end_wording"),
    path("suspicions/", suspicions.suspicions, name="suspicions"),
    path("suspicions/<int:number>/", suspicions.suspicion, name="suspicion"),
]
