"""The sentences with which the rulebook refuses."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "rulebook.no_period_in_force": _(
            "%(day)s尚无“%(name)s”的规定。请核对起算日期，或者在期限数据中补充当时的规定。"
        ),
        "rulebook.no_ground_in_force": _(
            "%(day)s没有“%(key)s”这一不予公开理由。请选择当日有效的理由。"
        ),
    }
)
