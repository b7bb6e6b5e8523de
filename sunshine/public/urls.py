"""Addresses of the public face that are answered by Django; the rest are finished files.

``urlpatterns`` are the same in every language; ``page_patterns`` stand at ``/`` and ``/en/``.
"""

from django.urls import path, re_path

from sunshine.public.views.alerts import (
    ask_for_alert,
    ask_for_own,
    confirm_alert,
    show_asked,
    show_list_sent,
    show_own,
    stop_alert,
)
from sunshine.public.views.applying import begin_application, discard, show_hints, show_step
from sunshine.public.views.bulk import send_bulk, show_open_data
from sunshine.public.views.campaigns import (
    send_calendar,
    show_activity,
    show_calendar,
    show_check_in,
    show_co_host,
    show_seats,
)
from sunshine.public.views.catalogue import export_csv, export_json, show_catalogue
from sunshine.public.views.disclosure import explain_of_body, explain_requests
from sunshine.public.views.error_report import follow, report_error, show_report
from sunshine.public.views.following import (
    follow_case,
    open_linked,
    send_message,
    send_rating,
    show_case,
    show_own_cases,
    stop_following,
)
from sunshine.public.views.following_requests import (
    act_on_request,
    hand_in,
    send_document,
    send_letter_pdf,
    tell_paid,
)
from sunshine.public.views.for_me import for_me
from sunshine.public.views.items import compare_editions, send_file, show_edition, show_item
from sunshine.public.views.matters import (
    find_matter,
    own_materials,
    send_board,
    send_guide_sheet,
    send_handbook,
)
from sunshine.public.views.of_body import show_rules, show_section
from sunshine.public.views.request_figures import show_request_figures
from sunshine.public.views.search import show_search, suggest_titles
from sunshine.public.views.sending import show_check, show_proof, show_receipt
from sunshine.public.views.variant import switch_variant
from sunshine.public.views.verify import verify_letter

urlpatterns = [
    path("variant/", switch_variant, name="variant"),
    re_path(
        r"^open-data/(?P<name>manifest\.json|SHA256SUMS|items/[a-z0-9-]+/\d{4}\.(?:csv|jsonl)\.gz)$",
        send_bulk,
        name="bulk",
    ),
    path("activities.ics", send_calendar, name="activities-ics"),
    path("catalogue.csv", export_csv, name="catalogue-csv"),
    path("catalogue.json", export_json, name="catalogue-json"),
    path("i/<slug:code>/sheet.pdf", send_guide_sheet, name="guide-sheet"),
    path("b/<slug:body>/boards/<slug:hall>/handbook.pdf", send_handbook, name="handbook"),
    path("b/<slug:body>/boards/<slug:hall>/<slug:board>.pdf", send_board, name="board-sheet"),
    re_path(r"^f/(?P<code>[0-9a-z]{10})/(?P<name>[^/]+)$", send_file, name="file"),
]

page_patterns = [
    path("b/<slug:body>/matters/find/", find_matter, name="find-matter"),
    path("i/<slug:code>/materials/", own_materials, name="own-materials"),
    path("catalogue/", show_catalogue, name="catalogue"),
    path("search/", show_search, name="search"),
    path("search/suggest/", suggest_titles, name="search-suggest"),
    path("alerts/", ask_for_alert, name="alerts"),
    path("alerts/asked/", show_asked, name="alerts-asked"),
    path("alerts/confirm/<str:token>/", confirm_alert, name="alert-confirm"),
    path("alerts/stop/<str:token>/", stop_alert, name="alert-stop"),
    path("alerts/mine/", ask_for_own, name="alerts-mine"),
    path("alerts/mine/sent/", show_list_sent, name="alerts-mine-sent"),
    path("alerts/mine/<str:token>/", show_own, name="alerts-own"),
    path("activities/", show_calendar, name="activities"),
    path("activities/seats/<str:token>/", show_seats, name="seats"),
    re_path(r"^activities/(?P<code>[0-9a-z]{10})/$", show_activity, name="activity"),
    re_path(
        r"^activities/(?P<code>[0-9a-z]{10})/in/(?P<key>[0-9a-f]{32})/$",
        show_check_in,
        name="check-in",
    ),
    path("campaigns/co-host/<str:token>/", show_co_host, name="co-host"),
    path("open-data/", show_open_data, name="open-data"),
    path("error-report/", report_error, name="error-report"),
    path("error-report/follow/", follow, name="error-report-follow"),
    re_path(r"^error-report/(?P<code>[0-9a-z]{10})/$", show_report, name="error-report-state"),
    path("requests/", explain_requests, name="requests"),
    path("requests/apply/", begin_application, name="apply"),
    path("requests/apply/hints/", show_hints, name="apply-hints"),
    path("requests/apply/discard/", discard, name="apply-discard"),
    path("requests/apply/proof/", show_proof, name="apply-proof"),
    path("requests/apply/check/", show_check, name="apply-check"),
    path("requests/apply/<slug:step>/", show_step, name="apply-step"),
    path("requests/receipt/", show_receipt, name="apply-receipt"),
    path("follow/", follow_case, name="follow"),
    path("follow/mine/", show_own_cases, name="follow-mine"),
    path("follow/case/", show_case, name="follow-case"),
    path("follow/case/open/", open_linked, name="follow-open"),
    path("follow/case/message/", send_message, name="follow-message"),
    path("follow/case/rating/", send_rating, name="follow-rating"),
    path("follow/case/papers/", hand_in, name="follow-papers"),
    path("follow/case/paid/", tell_paid, name="follow-paid"),
    path("follow/case/letters/<slug:code>/", send_letter_pdf, name="follow-letter"),
    path("follow/case/files/<slug:code>/", send_document, name="follow-file"),
    path("follow/case/do/<slug:act>/", act_on_request, name="follow-act"),
    path("follow/stop/", stop_following, name="follow-stop"),
    path("verify/", verify_letter, name="verify"),
    path("verify/<slug:code>/", verify_letter, name="verify-letter"),
    path("for-me/", for_me, name="for-me"),
    path("i/<slug:code>/", show_item, name="item"),
    path("i/<slug:code>/e/<int:number>/", show_edition, name="edition"),
    path("i/<slug:code>/compare/<int:older>-<int:newer>/", compare_editions, name="comparison"),
    path("b/<slug:body>/requests/", explain_of_body, name="body-requests"),
    path("b/<slug:body>/requests/figures/", show_request_figures, name="body-request-figures"),
    path("b/<slug:body>/rules/", show_rules, name="rules"),
    path("b/<slug:body>/<slug:section>/", show_section, name="section"),
]
