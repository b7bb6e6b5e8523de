"""The sentences of what staff are told about campaigns."""

from django.utils.translation import gettext_lazy as _

from sunshine.notices.sentences import register_notices

register_notices(
    {
        "campaigns.deployed": _("上级部署了“%(title)s”，请在%(day)s前报送。"),
        "campaigns.chased": _("催办：“%(title)s”应在%(day)s前报送，请尽快办理。"),
        "campaigns.returned": _("“%(title)s”的报送材料被退回：%(why)s"),
        "campaigns.brief_decided": _("报送的信息“%(title)s”：%(verdict)s。%(why)s"),
        "campaigns.suggestion_decided": _("您的建议“%(title)s”：%(verdict)s。%(why)s"),
    }
)
