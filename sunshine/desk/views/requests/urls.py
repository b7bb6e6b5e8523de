"""Addresses of requests at the desk; ``number`` is that of the case."""

from django.urls import path

from sunshine.desk.views.requests import (
    act,
    alike,
    bundle,
    complaints,
    drafting,
    enclosures,
    ledger,
    registering,
)

urlpatterns = [
    path("new/", registering.register, name="register_request"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("demand/", alike.demand_page, name="demand"),
    path("<int:number>/alike/", alike.alike_page, name="alike"),
    path("<int:number>/draft/", drafting.draft_reply, name="draft_reply"),
    path("<int:number>/draft/<slug:kind>/", drafting.draft_preview, name="draft_preview"),
    path("<int:number>/sign-off/", drafting.sign_off, name="sign_off"),
    path("<int:number>/bundle/", bundle.request_bundle, name="request_bundle"),
    path("<int:number>/complaint/", complaints.answer_complaint, name="answer_complaint"),
    path("<int:number>/complained/", complaints.complained_letter, name="complained_letter"),
    path("<int:number>/papers/<slug:code>/", enclosures.enclosure_file, name="enclosure"),
    path("<int:number>/act/<slug:act>/", act.request_act, name="request_act"),
    path("<int:number>/act/<slug:act>/preview/", act.act_preview, name="act_preview"),
]
