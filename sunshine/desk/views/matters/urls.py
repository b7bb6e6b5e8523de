"""Addresses of the pages about matters, promises and boards."""

from django.urls import path

from sunshine.desk.views.matters import guides, promises

urlpatterns = [
    path("matters/", guides.matters, name="matters"),
    path("matters/new/", guides.begin, name="begin_matter"),
    path("matters/<slug:code>/", guides.guide_page, name="guide"),
    path("matters/<slug:code>/write/", guides.write_guide, name="write_guide"),
    path("matters/<slug:code>/renew/", guides.renew_guide, name="renew_guide"),
    path("promises/", promises.promises, name="promises"),
    path("promises/new/", promises.make, name="make_promise"),
    path("promises/<int:pk>/end/", promises.end, name="end_promise"),
    path("promises/halls/<slug:hall>/boards/", promises.choose, name="choose_boards"),
    path("promises/halls/<slug:hall>/handbook/", promises.make_book, name="make_handbook"),
    path(
        "promises/halls/<slug:hall>/handbook/<int:edition>/",
        promises.count_books,
        name="count_handbooks",
    ),
]
