"""Addresses of notices, reported errors and lists at places."""

from django.urls import path

from sunshine.desk.views.inbox import notices, page_reports, postings

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="read_notices"),
    path("notices/<int:number>/open/", notices.open_notice, name="open_notice"),
    path("page-reports/", page_reports.reports, name="page_reports"),
    path("page-reports/<slug:code>/", page_reports.report, name="page_report"),
    path("postings/", postings.postings, name="postings"),
    path("postings/<slug:code>/hang/", postings.hang, name="hang"),
    path("postings/<int:number>/photograph/", postings.photograph, name="photograph"),
    path("postings/<int:number>/picture/", postings.show_photograph, name="posting_picture"),
    path("postings/<int:number>/off/", postings.take_off, name="take_off"),
]
