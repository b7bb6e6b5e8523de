"""Addresses of the pages about campaigns."""

from django.urls import path

from sunshine.desk.views.campaigns import activities, bulletin, deploying, taking_part

_PART = "<slug:code>/in/<slug:slug>/"
_PHOTO = "activity/<slug:code>/photograph/<slug:photo>/"

urlpatterns = [
    path("", deploying.campaigns, name="campaigns"),
    path("new/", deploying.begin, name="begin_campaign"),
    path("<slug:code>/", deploying.campaign, name="campaign"),
    path("<slug:code>/change/", deploying.change, name="change_campaign"),
    path("<slug:code>/tasks/<slug:slug>/", deploying.add_task, name="add_campaign_task"),
    path("<slug:code>/materials/", deploying.add_material, name="add_campaign_material"),
    path("<slug:code>/deploy/", deploying.deploy, name="deploy_campaign"),
    path("<slug:code>/close/", deploying.close, name="close_campaign"),
    path("<slug:code>/co-host/", deploying.invite, name="invite_co_host"),
    path("<slug:code>/coverage/", deploying.coverage, name="campaign_coverage"),
    path(_PART, taking_part.part, name="campaign_part"),
    path(f"{_PART}read/", taking_part.read, name="read_campaign"),
    path(f"{_PART}pass-on/", taking_part.pass_on, name="pass_on_campaign"),
    path(f"{_PART}report/", taking_part.write_report, name="campaign_report"),
    path(f"{_PART}report/send/", taking_part.send_report, name="send_campaign_report"),
    path(f"{_PART}report/back/", taking_part.send_back, name="send_back_report"),
    path(f"{_PART}report/accept/", taking_part.accept, name="accept_report"),
    path(f"{_PART}excuse/", taking_part.excuse, name="excuse_part"),
    path(f"{_PART}chase/", taking_part.chase, name="chase_part"),
    path(f"{_PART}activities/", activities.plan, name="plan_activity"),
    path("activity/<slug:code>/", activities.activity, name="activity"),
    path("activity/<slug:code>/change/", activities.change, name="change_activity"),
    path("activity/<slug:code>/announce/", activities.announce, name="announce_activity"),
    path("activity/<slug:code>/drop/", activities.drop, name="drop_activity"),
    path("activity/<slug:code>/held/", activities.held, name="held_activity"),
    path("activity/<slug:code>/question/", activities.question, name="note_question"),
    path("activity/<slug:code>/visit/", activities.visit, name="note_visit"),
    path("activity/<slug:code>/question/<int:number>/", activities.answer, name="answer_question"),
    path("activity/<slug:code>/photograph/", activities.add_photograph, name="add_photograph"),
    path(f"{_PHOTO}consent/", activities.consent, name="consent_photograph"),
    path(f"{_PHOTO}internal/", activities.keep_internal, name="keep_photograph"),
    path(f"{_PHOTO}boxes/", activities.box, name="box_photograph"),
    path(f"{_PHOTO}picture/", activities.picture, name="photograph_picture"),
    path("<slug:code>/bulletin/", bulletin.bulletin, name="campaign_bulletin"),
    path("<slug:code>/bulletin/compile/", bulletin.compile_now, name="compile_bulletin"),
    path("<slug:code>/bulletin/title/", bulletin.retitle, name="retitle_bulletin"),
    path("<slug:code>/bulletin/record/", bulletin.put_into_record, name="record_bulletin"),
    path("<slug:code>/bulletin/act/<slug:act>/", bulletin.decide, name="decide_bulletin"),
    path("<slug:code>/bulletin/file/<slug:form>/", bulletin.download, name="bulletin_file"),
    path("<slug:code>/bulletin/<int:number>/", bulletin.edit_paragraph, name="edit_paragraph"),
    path(
        "<slug:code>/bulletin/<int:number>/restore/",
        bulletin.restore_paragraph,
        name="restore_paragraph",
    ),
    path("<slug:code>/bulletin/<int:number>/out/", bulletin.leave_out, name="leave_out_paragraph"),
]
