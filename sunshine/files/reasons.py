"""The sentences of every refusal of this domain."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "file-empty": _("文件是空的。请检查后重新选择。"),
        "file-too-big": _("文件超过%(megabytes)s MB。请压缩或者拆分后再上传。"),
        "file-executable": _("不能上传程序或者脚本文件。请改用文档、表格或者图片。"),
        "file-is-web-page": _("不能上传网页或者SVG文件。请把文字粘贴到正文，图片另存为PNG后上传。"),
        "file-has-macros": _("文件含有宏。请另存为不含宏的格式后再上传。"),
        "file-encrypted": _("文件设有密码，公众无法打开。请取消密码后再上传。"),
        "file-damaged": _("文件已经损坏，无法打开。请重新导出后再上传。"),
        "file-expands": _("压缩的内容异常庞大或者过多，可能损害使用者。请拆分后再上传。"),
        "file-zip-member": _("压缩包内的“%(member)s”不能公开发布。请移除后重新打包。"),
        "file-kind-unknown": _("不支持这种文件。可以上传：%(kinds)s。"),
        "file-name-differs": _(
            "文件名以“.%(given)s”结尾，内容却是%(kind)s。请改成正确的扩展名后再上传。"
        ),
        "file-sealed": _("该文件已被封存，不能再次上传。如有疑问，请联系政府信息公开机构。"),
        "file-no-room": _("服务器的存储空间已满，文件没有保存。请通知系统管理员，稍后再试。"),
    }
)
