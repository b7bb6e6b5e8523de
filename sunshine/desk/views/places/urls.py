"""Addresses of the pages about places, screens and calls."""

from django.urls import path

from sunshine.desk.views.places import calls, lists, pages, paper, register

urlpatterns = [
    path("", pages.places, name="places"),
    path("halls/<slug:slug>/", pages.hall, name="hall"),
    path("halls/<slug:slug>/boards/new/", lists.add_board, name="add_board"),
    path("halls/<slug:slug>/message/", lists.set_message, name="set_message"),
    path("halls/<slug:slug>/message/end/", lists.end_message, name="end_message"),
    path("halls/<slug:slug>/calls/", calls.calls, name="calls"),
    path("halls/<slug:slug>/calls/waiting/", calls.waiting, name="calls_waiting"),
    path("halls/<slug:slug>/duty/<slug:how>/", calls.duty, name="duty"),
    path("calls/", calls.halls, name="call_halls"),
    path("calls/<int:number>/see/", calls.see, name="see_call"),
    path("calls/<int:number>/end/", calls.end, name="end_call"),
    path("of/<slug:body>/new/", register.add, name="add_place"),
    path("hand-overs/", paper.hand_overs, name="hand_overs"),
    path("hand-overs/new/", paper.hand_over, name="hand_over"),
    path("hand-overs/<int:number>/receipt/", paper.receipt, name="receipt"),
    path("hand-overs/<int:number>/picture/", paper.receipt_picture, name="receipt_picture"),
    path("take-offs/", paper.take_offs, name="take_offs"),
    path("take-offs/<int:number>/", paper.take_off, name="take_off_paper"),
    path("take-offs/<int:number>/picture/", paper.take_off_picture, name="take_off_picture"),
    path("leaflets/<int:number>/", paper.move, name="move_leaflets"),
    path("boards/<int:number>/", lists.board, name="board"),
    path("boards/<int:number>/close/", lists.close_board, name="close_board"),
    path("boards/<int:number>/new/", lists.add_entry, name="add_entry"),
    path("entries/<int:number>/", lists.change_entry, name="change_entry"),
    path("entries/<int:number>/<slug:how>/", lists.move_entry, name="move_entry"),
    path("<int:number>/", pages.place, name="place"),
    path("<int:number>/describe/", register.describe, name="describe_place"),
    path("<int:number>/close/", register.close, name="close_place"),
    path("<int:number>/board/", register.choose_board, name="choose_board"),
    path("<int:number>/leaflets/new/", paper.lay_out, name="lay_out"),
    path("<int:number>/visits/new/", paper.log_visit, name="log_visit"),
]
