"""The sentences of every refusal of drafts, sorted by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "draft-too-large": _("填写的内容太多，没有保存。请删减以后再试。"),
        "draft-too-many-files": _("最多上传%(most)s个文件。请先删除一个，或者合并成一个PDF。"),
    }
)
