"""Addresses of the publishing pages."""

from django.urls import path

from sunshine.desk.views.publishing import (
    editor,
    files,
    items,
    papers,
    release,
    review,
    sending,
    takedown,
    worklist,
)

_E = "items/<slug:code>/<int:number>/"
_F = f"{_E}files/<slug:file>/"

urlpatterns = [
    path("several/", worklist.do_several, name="do_several"),
    path("papers/", papers.register, name="papers"),
    path("papers/new/", papers.register_paper, name="register_paper"),
    path("papers/<int:number>/", papers.paper_page, name="paper"),
    path("papers/<int:number>/edit/", papers.change, name="change_paper"),
    path("papers/<int:number>/attribute/", papers.change_attribute, name="change_attribute"),
    path("papers/<int:number>/confirm/", papers.confirm, name="confirm_attribute"),
    path("clean/", editor.clean_text, name="clean"),
    path("items/", items.items_page, name="items"),
    path("items/new/", items.begin, name="begin_item"),
    path("items/<slug:code>/", items.item_page, name="item"),
    path("items/<slug:code>/arrange/", items.arrange, name="arrange_item"),
    path("items/<slug:code>/new-edition/", items.begin_next, name="begin_edition"),
    path("items/<slug:code>/take-over/", release.take_over, name="take_over"),
    path("items/<slug:code>/move/", takedown.move, name="move_item"),
    path(_E, sending.edition_page, name="edition"),
    path(f"{_E}write/", editor.write, name="write"),
    path(f"{_E}submit/", sending.submit, name="submit"),
    path(f"{_E}recall/", sending.recall, name="recall"),
    path(f"{_E}discard/", sending.discard, name="discard"),
    path(f"{_E}preview/", sending.make_preview, name="make_preview"),
    path(f"{_E}previews/<int:link>/revoke/", sending.revoke_preview, name="revoke_preview"),
    path(f"{_E}review/<slug:step>/", review.review, name="review"),
    path(f"{_E}publish/", release.publish, name="publish"),
    path(f"{_E}schedule/", release.schedule, name="schedule"),
    path(f"{_E}unschedule/", release.unschedule, name="unschedule"),
    path(f"{_E}attach/", files.attach, name="attach_file"),
    path(_F, files.file, name="file"),
    path(f"{_F}replace/", files.replace, name="replace_file"),
    path(f"{_F}detach/", files.detach, name="detach_file"),
    path(f"{_F}up/", files.raise_file, name="raise_file"),
    path("items/<slug:code>/down/<slug:how>/", takedown.take_down, name="take_down"),
]
