"""The sentences of what an import cannot do, did, or asks an editor to look at; by code."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import Reason, register_sentences

register_sentences(
    {
        "import-archive-damaged": _("压缩包已损坏或者不是ZIP格式，打不开。请重新打包后再上传。"),
        "import-attachment-lacking": _(
            "网页所附的文件“%(name)s”不在导入的文件夹里。请补上后再传。"
        ),
        "import-attachment-refused": _("附件“%(name)s”没有收下：%(why)s"),
        "import-bomb": _("解开以后大得不合常理，没有打开。请检查来源，确认无害后拆开再传。"),
        "import-body-unknown": _("没有代码或名称为“%(given)s”的机关。请核对。"),
        "import-damaged": _("文件已损坏，读不出来。请从原处重新取得一份。"),
        "import-day-implausible": _("%(day)s不会是这里的日期，没有采用。请核对后补填。"),
        "import-day-unreadable": _("附表中有看不懂的日期，按不详处理。请核对后补填。"),
        "import-days-disagree": _("文件名与正文所说的日期相差一年以上，请核对。"),
        "import-doubled": _("另有一份同名、同日而内容不同的文件，请核对是否重复。"),
        "import-empty": _("文件里没有文字。请核对。"),
        "import-encrypted": _("文件有密码，读不出来。请去掉密码后再传。"),
        "import-fault": _(
            "处理这一份时程序出错，已记录。其余照常进行；请把这一份交系统管理员查看。"
        ),
        "import-finished-already": _("这一批已经处理完毕。"),
        "import-goes-with-page": _("随网页作为附件导入，不单独成条。"),
        "import-is-running": _("这一批正在处理，请先暂停。"),
        "import-kind-unfit": _(
            "不是可以导入的文件格式，没有导入。可以导入MD、TXT、HTML、DOCX、PDF。"
        ),
        "import-link": _("是指向别处的链接，没有打开。请放入文件本身。"),
        "import-link-broken": _("网页里有%(count)s个链接指向的页面不在其中，例如“%(name)s”。"),
        "import-linked-nowhere": _("没有网页链接到这个文件，没有导入。需要公开的话请单独导入。"),
        "import-list-page": _("是只有链接的列表页，没有导入；栏目列表由系统自动生成。"),
        "import-made-unknown": _("没有写明成文日期，按不详处理。请在草稿中补填后再送审。"),
        "import-name-leads-out": _("文件名指向文件夹之外，没有打开。请检查压缩包的来源。"),
        "import-name-twice": _("压缩包里有两个同名文件，这一个没有打开。请改名后再传。"),
        "import-named-not-there": _("附表中列出了这个文件，但是没有找到。请补上后再传。"),
        "import-no-officer": _(
            "%(body)s现在没有信息采编或者公开专员，无法导入。请用 --by 指定办理人。"
        ),
        "import-no-text": _("不是文字文件，或者编码无法识别。请另存为UTF-8后再传。"),
        "import-not-confirmable": _("只有读取完毕、等待确认的批次可以导入。"),
        "import-not-stopped": _("这一批没有暂停。"),
        "import-not-what-it-says": _("内容与扩展名不符，没有打开。请检查来源。"),
        "import-nothing-here": _(
            "里面没有可以导入的文件。可以导入MD、TXT、HTML、DOCX、PDF和JSON清单。"
        ),
        "import-nothing-there": _("找不到“%(name)s”。请核对路径。"),
        "import-number-used": _("发文字号%(number)s已用于另一份文件，没有填写。请核对。"),
        "import-older-version": _(
            "更晚的版本（%(day)s）已经导入，较早的这一版不能再排到它前面。需要公开的话请单独新建条目。"
        ),
        "import-packed-oddly": _("压缩方式不支持，打不开。请用普通ZIP方式重新打包。"),
        "import-person-unknown": _("没有用户名为“%(given)s”的账号。请核对。"),
        "import-pictures-left": _("正文里有%(count)s幅图片没有带入。需要的话请作为附件添加。"),
        "import-queued": _("要等条目“%(title)s”在办的一版发布以后，自动接着导入为下一版。"),
        "import-same": _("以前已经导入，即条目“%(title)s”。"),
        "import-scan": _("是没有文字层的扫描件，只作为附件导入。请核对标题和日期。"),
        "import-section-unknown": _("%(body)s没有代码或名称为“%(given)s”的栏目。请核对。"),
        "import-source-gone": _("导入的来源已经不在，取不到“%(name)s”。请自行补上。"),
        "import-table-too-long": _("表格超过%(most)s行，没有读取。请拆成几份再传。"),
        "import-too-hard": _("文件太复杂，读取时超出内存上限，已停止。请另存为较简单的格式再传。"),
        "import-too-large": _("文件超过%(most)s兆字节，没有读取。请拆成几份再传。"),
        "import-too-large-member": _("文件超过100兆字节，没有读取。请拆成几份再传。"),
        "import-too-long": _("正文超过%(most)s个字符，没有读取。请拆成几份再传。"),
        "import-too-many": _("里面的文件超过%(most)s个。请分批导入。"),
        "import-too-many-pages": _(
            "共%(pages)s页，超过%(most)s页的上限，没有读取。请拆成几份再传。"
        ),
        "import-took-too-long": _("读了%(seconds)s秒还没有读完，已停止。请拆成几份再传。"),
        "import-twin": _("与第%(row)s行“%(name)s”的内容一模一样，只导入一次。"),
        "import-waits-already": _("以前已经导入，正等着接续前一版。"),
        "import-was-modified": _("来源注明已被修改，请核对现行效力。"),
        "import-will-begin": _("将新建条目。"),
        "import-will-follow": _("将作为“%(title)s”的下一版。"),
    }
)


def reason_of(code: str, facts: Mapping[str, object] | None = None) -> Reason:
    """Return the reason that a row, a batch or a converter names by ``code``."""
    return Reason(code, facts=facts or {})
