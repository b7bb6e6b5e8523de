"""Addresses of letters at the desk."""

from django.urls import path

from sunshine.desk.views.letters import files, pages

urlpatterns = [
    path("", pages.letter_kinds, name="letter_kinds"),
    path("<int:number>/file/<slug:form>/", files.letter_file, name="letter_file"),
    path("<int:number>/void/", files.void_letter, name="void_letter"),
    path("<slug:slug>/practice/", pages.practice, name="letter_practice"),
    path("<slug:slug>/<slug:key>/", pages.edit_template, name="letter_template"),
    path("<slug:slug>/<slug:key>/preview/", pages.preview, name="letter_preview"),
]
