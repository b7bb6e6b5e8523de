"""Addresses of the pages that watch over openness."""

from django.urls import path

from sunshine.desk.views.oversight import demand, figures, head, index, papers

urlpatterns = [
    path("disclosure/", papers.due, name="disclosure"),
    path("disclosure/closed/", papers.closed, name="closed_papers"),
    path("disclosure/freshness/", figures.freshness, name="freshness"),
    path("disclosure/bodies/", figures.late_bodies, name="late_bodies"),
    path("disclosure/shares/", figures.shares, name="shares"),
    path("disclosure/misses/", demand.misses, name="misses"),
    path("search-index/", index.search_index, name="search_index"),
    path("search-index/renew/", index.renew, name="renew_search_index"),
    path("head/", head.head, name="head"),
    path("head/sign/<str:code>/<int:number>/", head.sign, name="sign"),
]
