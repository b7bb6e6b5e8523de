"""The sentences of every refusal of publishing, sorted by code."""

from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import register_sentences

register_sentences(
    {
        "index-being-made": _("索引正在重新建立，请等它完成。"),
        "attribute-needed": _("请选定公开属性：主动公开、依申请公开或者不予公开。"),
        "attribute-unchanged": _("公开属性没有变化。如为定期评估后维持原定，请办理“评估确认”。"),
        "audience-unknown": _("请选定公开范围：社会公开、特定人群、系统内部或者指定场所。"),
        "body-dissolved": _("%(body)s已经撤销，不能再办理此事。请到职能承接机关办理。"),
        "body-merged": _("%(body)s已经并入%(successor)s。请由%(successor)s办理。"),
        "body-not-founded": _("%(body)s于%(day)s设立，此前不能办理此事。请核对日期。"),
        "body-still-exists": _("%(body)s仍然存在，由该机关自行办理，无须接办。"),
        "body-without-code": _(
            "%(body)s尚未登记编制索引号所用的机构代码。请系统管理员先在机关资料中填写。"
        ),
        "box-unknown": _("没有这个版块。请在指南、制度、法定主动公开内容、年报中选择。"),
        "change-note-needed": _("重大修订须有向社会说明的修订说明。请写明改了什么、为什么改。"),
        "changed-before-made": _("变更日期不能早于形成日期。请核对两个日期。"),
        "changed-since-seen": _("您查看之后内容有改动。请重新打开，看过最新内容再作决定。"),
        "changed-since-sent": _("送审之后内容有改动，原审核意见不再有效。请撤回送审，改好后再送。"),
        "checklist-concern": _("保密审查有问题答“是”的，不能同意。请退回修改，或者改为不予公开。"),
        "checklist-unanswered": _("保密审查还有%(count)s个问题没有回答。请逐项回答。"),
        "clause-label-unfit": _("条款“%(label)s”没有名称或者重复列出。请逐条填写，例如第三十条。"),
        "clause-state-unknown": _("请选定“%(label)s”的效力。"),
        "clauses-needed": _("效力为“部分条款失效”时，请列明失效的条款。"),
        "clauses-too-many": _("条款效力最多列%(most)s条。请合并填写。"),
        "contact-too-long": _("联系方式请写在%(longest)s字以内。"),
        "content-needed": _("请填写正文，或者添加附件。"),
        "content-too-large": _(
            "正文有%(size)s兆字节，超过%(largest)s兆字节的上限，没有保存。"
            "请把长表和图片作为附件上传，正文只留文字。"
        ),
        "day-made-needed": _("请填写成文（形成）日期。"),
        "day-repealed-needed": _("已废止或者失效的，请填写废止（失效）日期。"),
        "day-to-come": _("%(day)s还没有到。请核对日期。"),
        "day-too-early": _("%(day)s早于1949年10月1日，不会是这里的日期。请核对年份。"),
        "day-too-far": _("%(day)s距今三十年以上。请核对年份。"),
        "day-unreadable": _("“%(typed)s”不是日期。请按“2025-03-01”填写，年份四位。"),
        "document-number-used": _(
            "文号%(number)s已用于《%(paper)s》（%(day)s）。请核对文号；同一公文不必重复登记。"
        ),
        "due-day-stands": _("到期日没有变化，不必重新计算。"),
        "edited-meanwhile": _(
            "您编辑期间，%(person)s已保存了新的内容，有%(fields)s处不同。"
            "您写的都还在本页，请逐处选择后再保存。"
        ),
        "edition-keeps-its-form": _("条目开始以后不能改变形式。请另行新建条目。"),
        "edition-kind-unknown": _("请选定小修订或者重大修订。"),
        "edition-no-draft": _("这一版次现在是“%(state)s”，不能修改。如须修改，请先撤回为草稿。"),
        "edition-not-approved": _("本版次目前是“%(state)s”，审核全部办结后才能发布。"),
        "edition-not-draft": _("本版次目前是“%(state)s”，只有草稿才能送审。"),
        "edition-not-in-review": _("本版次目前是“%(state)s”，没有待办的审核。"),
        "edition-not-old": _(
            "只有历史版次能单独下线，这一版的状态是“%(state)s”。现行版次请下线整个条目。"
        ),
        "edition-not-recallable": _("本版次目前是“%(state)s”，不能撤回送审。"),
        "edition-not-schedulable": _("本版次目前是“%(state)s”，只有待发布的版次才能定时发布。"),
        "edition-not-scheduled": _("本版次目前是“%(state)s”，没有定时发布可取消。"),
        "edition-open-already": _(
            "已有一个未办结的版次（%(state)s，%(person)s最后保存）。请在该版次上继续。"
        ),
        "edition-repealed-too-soon": _("废止日期不能早于施行（成文）日期。请核对两个日期。"),
        "emergency-without-reason": _("应急发布须写明理由。请填写。"),
        "file-attached-already": _("这个文件已经作为“%(name)s”附上，不必重复添加。"),
        "file-not-public": _("这个附件没有随任何版次公开，不必下线。"),
        "file-not-there": _("“%(name)s”已不在这一版次里。请刷新页面。"),
        "files-not-all-ordered": _("排序须包括每一个附件，各一次。请刷新后重排。"),
        "files-too-many": _("一个版次最多附%(most)s个文件。请合并或者打包。"),
        "ground-needed": _("不予公开须有法定理由。请选择一条理由。"),
        "ground-unfit": _("所选理由在%(day)s不适用于这种公开属性。请在列出的理由中选择。"),
        "group-unfit": _("特定人群“%(group)s”不属于本机关或者已经撤销。请重新选择。"),
        "groups-needed": _("公开范围为特定人群时，请至少选择一个人群。"),
        "groups-not-addressed": _(
            "只有公开范围为特定人群时才能选择人群。请去掉人群，或者改公开范围。"
        ),
        "incident-being-checked": _("系统正在逐个核查全部输出，请稍后再办。"),
        "incident-closed": _("这起事件已经办结。"),
        "incident-not-reported": _("情况报告还没有报出。请先报出并存档。"),
        "incident-report-empty": _("报告内容不能为空。请填写。"),
        "incident-reported": _("这份报告已经报出，不再改动。"),
        "incident-tasks-open": _("还有%(count)s项清理或者告知任务没有办完。请先办完。"),
        "incident-without-conclusion": _("请写明查明的原因和改进措施。"),
        "index-number-taken": _(
            "索引号%(number)s已被使用。请系统管理员检查本机关的机构代码和索引号格式。"
        ),
        "item-edition-repealed-too-soon": _("废止日期不能早于施行（成文）日期。请核对两个日期。"),
        "item-not-public": _("本条目目前是“%(state)s”，不能办理此事。"),
        "item-stays-where-published": _(
            "条目已经发布，栏目和公开范围不能再改。请用“转移”另发一条。"
        ),
        "item-taken-down": _("本条目目前是“%(state)s”，不能再发布新版次。需要公开的，请另建条目。"),
        "item-takes-no-edition": _("条目“%(state)s”，不能再出新版次。如须再公开，请另建条目。"),
        "keywords-too-many": _("关键词最多%(most)s个，每个不超过%(longest)s字。请删减。"),
        "moved-to-itself": _("不能转移到本条目自身。请选择另一条目。"),
        "moved-to-nowhere": _("请选择一个已经发布、公开范围不窄于本条目的条目。"),
        "no-open-edition": _("本条目没有在办的版次，无须接办。"),
        "no-such-duty": _("此事由%(body)s的%(duties)s岗位办理，您没有这一岗位。请联系该岗位人员。"),
        "nobody-on-duty": _(
            "“%(step)s”岗位没有人可以办理（不在岗：%(absent)s）。请联系%(ask)s指定代理人。"
        ),
        "not-for-places": _("公开范围是“%(audience)s”的条目不能在场所张贴。"),
        "not-reviewer": _("您不在本版次的“%(step)s”岗位。可以办理的有：%(who)s。"),
        "not-the-successor": _("%(body)s不是原机关的职能承接机关，不能接办。"),
        "not-yet-time": _("还没有到定时发布的时间。"),
        "nothing-to-confirm": _("主动公开的公文无须定期评估。"),
        "number-of-another-item": _("文号%(number)s已用于已发布的《%(title)s》。请核对文号。"),
        "old-address-taken": _("旧网址%(path)s已经指向另一条目，没有改动。"),
        "old-address-unfit": _("%(path)s不能用作旧网址：它属于本站，或者不是网址的路径部分。"),
        "other-step-decided": _(
            "您已经办理过本版次的“%(step)s”，同一人不能再办另一环节。请由其他人员办理。"
        ),
        "own-edition": _("您写过或者改过本版次，不能审核自己写的内容。请由其他人员办理。"),
        "page-reported-often": _("这个页面的问题已有多人反映，正在处理。请稍后再看。"),
        "page-unknown": _("请从出错的页面点“网页纠错”，或者填写本站网页的地址。"),
        "page-without-post": _("这个页面的负责岗位尚未设置。请拨打页面底部的电话反映。"),
        "paper-has-item": _("《%(paper)s》已有条目。请在该条目上出新版次。"),
        "paper-not-proactive": _(
            "这份公文的属性是“%(attribute)s”，只能对系统内部公开。如须公开，请先由公开工作机构变更属性。"
        ),
        "paper-of-another-body": _("这份公文不是本机关的。请选择本机关登记的公文。"),
        "paper-published": _(
            "这份公文已经公开，不能再改属性。如须撤下，请先办理条目撤回或者移除。"
        ),
        "pattern-incomplete": _("索引号格式须有年份 {year} 和流水号 {serial:05d}。请补上。"),
        "pattern-needs-code": _("本机关尚未登记格式所用的机构代码。请先在机关资料中填写。"),
        "pattern-of-anybody": _("索引号格式须有机构代码 {org} 或者 {credit}，以免与其他机关重号。"),
        "pattern-unreadable": _(
            "看不懂这个格式。可用 {org} {credit} {year} {month:02d} {serial:05d}，"
            "其间只用字母、数字和 / - _ . 。"
        ),
        "patterns-alike": _("社会公开与限定范围的索引号格式不能相同，以免公开序列出现缺号。"),
        "period-unknown": _("请在列出的公开期限中选择。"),
        "picture-needed": _("“%(name)s”不是照片。请上传JPG、PNG、GIF或者WebP格式的照片。"),
        "place-missing": _("请填写张贴的场所。"),
        "post-needed": _("%(body)s没有可负责此栏目的岗位。请先由系统管理员设置信息公开岗位。"),
        "post-unfit": _("请选择%(body)s现有的岗位。"),
        "posted-in-future": _("张贴日期不能晚于今天。请核对。"),
        "posted-until-before": _("截止日期不能早于张贴日期。请核对。"),
        "posting-photographed": _("这次张贴已经有照片，不再更换。"),
        "posting-removed": _("这次张贴已于%(day)s登记撤下。"),
        "preview-hours-unfit": _("预览链接的有效时间请填1至%(most)s小时。"),
        "preview-needs-open-edition": _("这一版次现在是“%(state)s”，不必预览，请直接打开。"),
        "preview-over": _("没有这个预览，或者已经失效。请向发给您链接的同事索取新的链接。"),
        "preview-reader-unfit": _(
            "%(person)s不是%(body)s或者其上级机关的在岗人员，不能预览。请另选一人。"
        ),
        "promise-out-of-range": _("更新期限请填1至%(longest)s之间的天数。"),
        "publish-time-too-early": _("定时发布须在五分钟以后。请改晚一些，或者直接发布。"),
        "reason-needed": _("请写明理由。"),
        "removed-on-impossible": _("撤下日期须在张贴日期与今天之间。请核对。"),
        "report-answered": _("这件纠错已经答复，不能重复答复。"),
        "report-has-links": _("文字里的网址请不超过%(most)s个。"),
        "report-kind-needed": _("请选择是哪一类问题。"),
        "report-known": _("同样的问题已经收到，正在处理，不必重复提交。"),
        "report-of-another-post": _("这件纠错由%(body)s的“%(post)s”岗位或者公开工作机构答复。"),
        "report-text-unfit": _("请写%(shortest)s至%(longest)s字，现在有%(length)s字。"),
        "return-reason-unknown": _("请从标准退回理由中选择一项。"),
        "review-day-unfit": _("评估日期请填明天以后、五年以内的日期。"),
        "review-lacking": _("“%(step)s”还没有办结。"),
        "rule-of-another-body": _("这个制度版本属于其他机关。请选择本机关的制度。"),
        "rule-version-has-item": _("这个制度版本已有公开条目《%(title)s》。请在该条目上修订。"),
        "section-closed": _("“%(section)s”栏目已经停用。请选择其他栏目。"),
        "section-exists": _("栏目方案里已有代号为 %(slug)s 的栏目。请另取代号。"),
        "section-needs-names": _("请填写栏目的中文和英文名称。"),
        "section-not-at-successor": _("%(body)s没有“%(section)s”栏目。请先在其栏目方案里添加。"),
        "section-of-another-set": _("这个栏目不在本机关使用的栏目方案里。请选择本机关的栏目。"),
        "section-open": _("“%(section)s”栏目正在使用，无须恢复。"),
        "section-set-empty": _("这个栏目方案里还没有在用的栏目。请先添加栏目。"),
        "section-set-exists": _("已有代号为 %(slug)s 的栏目方案。请另取代号。"),
        "section-set-in-use": _(
            "本机关的条目都在现用栏目里，不能更换栏目方案。请在现用栏目方案里增改。"
        ),
        "section-slug-unfit": _("代号请用小写字母开头的字母、数字和连字符。"),
        "sections-not-all-ordered": _("排序须包括栏目方案的每一个栏目，各一次。请刷新后重排。"),
        "step-already-approved": _("“%(step)s”已由%(who)s于%(when)s同意，无须再办。"),
        "step-not-open": _("还没有轮到“%(step)s”。请等“%(before)s”办结。"),
        "summary-needed": _("请填写内容概述，一百字以内。"),
        "summary-too-long": _("内容概述有%(length)s字，请缩到%(longest)s字以内。"),
        "takedown-without-reason": _("请写明理由。"),
        "task-done": _("这项任务已经办完。"),
        "task-without-statement": _("请写明怎样办理的、什么时间、由谁办理；没有办的，写明原因。"),
        "tax-period-backwards": _("适用所属期的止期早于起期。请核对。"),
        "text-made-of-elements": _("本条目的标题和正文由各项要素生成，不能直接修改。请修改要素。"),
        "text-too-long": _("“%(label)s”有%(length)s字，最多%(longest)s字。请缩短。"),
        "title-needed": _("请填写标题。"),
        "title-too-long": _("标题有%(length)s字，最多%(longest)s字。请缩短。"),
        "validity-contradicts": _("已填废止日期，效力却标为有效或者未标注。请改标效力。"),
        "validity-unknown": _("请在列出的效力中选择。"),
    }
)
