"""Every act of the desk, in the order in which they are offered."""

from sunshine.desk.views.requests import course, records, replying
from sunshine.desk.views.requests.acts import RequestAct

KNOWN: tuple[RequestAct, ...] = (
    *replying.DRAFTING,
    *replying.REVIEWING,
    *replying.SERVING,
    *replying.RECEIVING,
    *course.ASKING,
    *course.PERIODS,
    *course.FEES,
    *records.RECORDS,
    *records.TURNING,
    *course.ENDING,
)
