"""Addresses of cases at the desk."""

from django.urls import path

from sunshine.desk.views.cases import codes, handing, page, planning, worklist

urlpatterns = [
    path("", worklist.worklist, name="cases"),
    path("several/", handing.do_several, name="do_several_cases"),
    path("calendar/", planning.calendar_page, name="cases_calendar"),
    path("workload/", planning.workload_page, name="cases_workload"),
    path("shift/", planning.shift_page, name="cases_shift"),
    path("<int:number>/", page.case_page, name="case"),
    path("<int:number>/hand-over/", handing.hand_over, name="hand_over"),
    path("<int:number>/accept/", handing.accept, name="accept_handover"),
    path("<int:number>/decline/", handing.decline, name="decline_handover"),
    path("<int:number>/take-back/", handing.take_back, name="take_back_handover"),
    path("<int:number>/take-up/", handing.take_up, name="take_up"),
    path("<int:number>/remind/", handing.remind, name="remind"),
    path("<int:number>/code/", codes.give_code, name="give_code"),
    path("<int:number>/message/", handing.write_message, name="write_message"),
]
