"""The sentences of the notices of publishing, sorted by kind."""

from django.utils.translation import gettext_lazy as _

from sunshine.notices.sentences import register_notices

register_notices(
    {
        "publishing.approved": _("《%(title)s》审核已全部办结，可以发布。"),
        "publishing.nobody_on_duty": _("“%(body)s”有一个版次等待审核，但没有人可以办理。%(why)s"),
        "publishing.not_published": _("《%(title)s》到了定时发布的时间，但没有发布：%(why)s"),
        "publishing.owed": _("《%(title)s》已应急发布，还欠审核，请尽快补办。"),
        "publishing.posting_over": _(
            "《%(title)s》在%(place)s的张贴已于%(until)s到期，请撤下并登记。"
        ),
        "publishing.published": _("《%(title)s》已按时发布。"),
        "publishing.pulled": _("“%(body)s”的一个条目已紧急下线。请在24小时内核报情况报告。"),
        "publishing.report_due": _("紧急下线的情况报告将于%(due)s到期，尚未报出。请核报。"),
        "publishing.returned": _("《%(title)s》被退回：%(why)s"),
        "publishing.returned_when_out": _(
            "《%(title)s》已应急发布，补办审核时被退回：%(why)s 请修改后出新版次，或者撤回条目。"
        ),
        "publishing.takedown_due": _("“%(body)s”一处清理或者告知任务须在%(due)s以前办完，请登记。"),
        "publishing.takedown_overdue": _("“%(body)s”一处清理或者告知任务已经逾期，请立即办理。"),
        "publishing.takedown_tasks": _(
            "“%(body)s”紧急下线了一个条目，有%(count)s处纸质材料请在24小时内清理并登记。"
        ),
        "publishing.turn_final": _("《%(title)s》等待您终审。"),
        "publishing.turn_first": _("《%(title)s》等待您初审。"),
        "publishing.turn_secrecy": _("《%(title)s》等待您保密审查。"),
        "publishing.turn_second": _("《%(title)s》等待您复审。"),
    }
)
