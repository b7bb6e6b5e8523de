"""What the worker runs: the readers of the event log and the sweeps for due times.

Domains and faces offer them; only here is decided that they run, and how often.
"""

from django.utils.timezone import now

from sunshine.alerts.periodic import (
    STRIKING_READER,
    forget_unconfirmed,
    forget_unreachable,
    tell_due,
)
from sunshine.campaigns.periodic import (
    chase_late,
    forget_visitors,
    hand_over_merged,
    use_boxed_pictures,
)
from sunshine.campaigns.shown_pictures import Preparer
from sunshine.drafts.periodic import forget_old
from sunshine.figures.periodic import remind_of_accounts
from sunshine.files.periodic import finish_seals, remove_orphans
from sunshine.gate.clean_making import Cleaner
from sunshine.gate.inspecting import Inspector
from sunshine.gate.page_pictures import Drawer
from sunshine.gate.periodic import ask_for_scans, forget_texts, load_wording
from sunshine.imports.periodic import (
    forget_pulled,
    forget_uploads,
    import_runner,
    publication_reader,
)
from sunshine.inforequests import periodic as requests
from sunshine.inforequests.staff_notices import READER as REQUEST_READER
from sunshine.jobs.readers import Reader
from sunshine.jobs.sweeper import Sweep
from sunshine.notices.periodic import forget_sent, send_due
from sunshine.notices.staff_notices import READER as STAFF_READER
from sunshine.orgs.periodic import forget_sessions
from sunshine.places.periodic import (
    TAKE_OFF_READER,
    fold_sightings,
    remind_of_leaflets,
    remind_of_screens,
)
from sunshine.public.baking.reader import record_reader
from sunshine.public.baking.refresh import record_refresh
from sunshine.public.bulk.nightly import BULK_READER, bulk_sweep
from sunshine.public.gone import verify_pulled
from sunshine.publishing.access_counts import fold_counts, merge_old_days
from sunshine.publishing.examination import (
    PublicWalk,
    examination_reader,
    examine_left_over,
    examine_waiting,
    use_clean_copies,
)
from sunshine.publishing.periodic import (
    publish_due,
    release_reader,
    remind_owed_reviews,
    remind_postings,
    remind_reports,
    remind_takedowns,
)
from sunshine.publishing.recounting import recount_due_days
from sunshine.publishing.reminders import (
    remind_of_page_reports,
    remind_of_papers,
    remind_of_sections,
)
from sunshine.publishing.searching import search_reader, search_renewal
from sunshine.publishing.turn_notices import READER as TURN_READER
from sunshine.screens.baking import screens_reader, screens_refresh

READERS: tuple[Reader, ...] = (
    examination_reader(now),
    release_reader(now),
    record_reader(now),
    screens_reader(now),
    search_reader(),
    BULK_READER,
    TURN_READER,
    STAFF_READER,
    publication_reader(now),
    STRIKING_READER,
    TAKE_OFF_READER,
    REQUEST_READER,
)

SWEEPS: tuple[Sweep, ...] = (
    Sweep("publishing.publish_due", 1, publish_due),
    record_refresh(),
    screens_refresh(),
    bulk_sweep(),
    verify_pulled(),
    import_runner(now),
    Sweep("imports.forget_pulled", 60, forget_pulled),
    Sweep("imports.forget_uploads", 24 * 60 * 60, forget_uploads),
    Sweep("gate.load_wording", 60 * 60, load_wording),
    Sweep("gate.forget_texts", 24 * 60 * 60, forget_texts),
    Sweep("publishing.examine_public", 1, PublicWalk().turn),
    Sweep("gate.ask_for_scans", 10, ask_for_scans),
    Sweep("gate.inspect", 1, Inspector().run),
    Sweep("gate.clean", 1, Cleaner().run),
    Sweep("gate.draw_pages", 1, Drawer().run),
    Sweep("publishing.use_clean_copies", 1, use_clean_copies),
    Sweep("publishing.examine_waiting", 1, examine_waiting),
    Sweep("publishing.examine_left_over", 60, examine_left_over),
    search_renewal(),
    Sweep("files.finish_seals", 60, finish_seals),
    Sweep("files.remove_orphans", 24 * 60 * 60, remove_orphans),
    Sweep("drafts.forget_old", 60 * 60, forget_old),
    Sweep("orgs.forget_sessions", 60 * 60, forget_sessions),
    Sweep("alerts.tell_due", 60, tell_due),
    Sweep("alerts.forget_unconfirmed", 60 * 60, forget_unconfirmed),
    Sweep("alerts.forget_unreachable", 60 * 60, forget_unreachable),
    Sweep("places.fold_sightings", 10, fold_sightings),
    Sweep("places.remind_of_screens", 60, remind_of_screens),
    Sweep("places.remind_of_leaflets", 10 * 60, remind_of_leaflets),
    Sweep("inforequests.note_silences", 10 * 60, requests.note_silences),
    Sweep("inforequests.note_overdue", 10 * 60, requests.note_overdue),
    Sweep("inforequests.take_ownerless_to_chiefs", 60 * 60, requests.take_ownerless_to_chiefs),
    Sweep("inforequests.redate", 30, requests.redate),
    Sweep("inforequests.examine_answers", 2, requests.examine_answers),
    Sweep("inforequests.use_clean_copies", 1, requests.use_clean_copies),
    Sweep("inforequests.forget_identities", 24 * 60 * 60, requests.forget_identities),
    Sweep("campaigns.use_boxed_pictures", 1, use_boxed_pictures),
    Sweep("campaigns.prepare_pictures", 1, Preparer().run),
    Sweep("campaigns.chase_late", 60 * 60, chase_late),
    Sweep("campaigns.hand_over_merged", 60 * 60, hand_over_merged),
    Sweep("campaigns.forget_visitors", 24 * 60 * 60, forget_visitors),
    Sweep("figures.remind_of_accounts", 60 * 60, remind_of_accounts),
    Sweep("notices.send_due", 1, send_due),
    Sweep("notices.forget_sent", 24 * 60 * 60, forget_sent),
    Sweep("publishing.recount_due_days", 60 * 60, recount_due_days),
    Sweep("publishing.remind_owed_reviews", 60 * 60, remind_owed_reviews),
    Sweep("publishing.remind_reports", 5 * 60, remind_reports),
    Sweep("publishing.remind_postings", 60 * 60, remind_postings),
    Sweep("publishing.remind_takedowns", 10 * 60, remind_takedowns),
    Sweep("publishing.fold_counts", 5, fold_counts),
    Sweep("publishing.merge_old_days", 24 * 60 * 60, merge_old_days),
    Sweep("publishing.remind_of_page_reports", 30, remind_of_page_reports),
    Sweep("publishing.remind_of_papers", 10 * 60, remind_of_papers),
    Sweep("publishing.remind_of_sections", 60 * 60, remind_of_sections),
)
