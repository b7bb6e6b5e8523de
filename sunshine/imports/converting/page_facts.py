"""What a web page says of its text: the tags of government sites, labels, the trail to it."""

import re

from lxml.html import HtmlElement

# Tags of the 政府网站发展指引 (2017), attachment 3, and the heads by which metadata.py knows them.
_TAGS = {
    "articletitle": "title",
    "pubdate": "published_on",
    "contentsource": "issuer",
    "keywords": "keywords",
    "description": "summary",
    "url": "url",
}
_LABELS = (
    *("索引号", "主题分类", "发文机关", "发布机构", "成文日期", "生成日期", "发文字号", "文号"),
    *("发布日期", "发布时间", "有效性", "时效性", "效力", "施行日期", "生效日期", "废止日期"),
)
_LABELLED = re.compile(
    rf"({'|'.join(_LABELS)})\s*[:：]\s*([^\n|｜]{{1,80}}?)\s*"
    rf"(?=$|[\n|｜]|\s(?:来源|作者|浏览|点击|字体|{'|'.join(_LABELS)}))"
)
_SOURCE = re.compile(r"(?:信息来源|来源)\s*[:：]\s*([^\s|｜]{2,40})")
_TRAIL = re.compile(r"(?:当前|您的?|您所在的?|现在的?)?(?:所在)?位置\s*[:：]?\s*(.+)")
_TRAIL_NAMES = re.compile(r"crumb|position|location|dqwz|weizhi", re.IGNORECASE)
_STEP = re.compile(r"\s*(?:>>|>|»|›|→|\\|/|-->)\s*")
_SITE_NAME = re.compile(r"\s*[-_|—－–]+\s*[^-_|—－–]*$")


def facts_of(root: HtmlElement) -> dict[str, str]:
    """Return what tags and labels say, by their heads."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        head = _TAGS.get((meta.get("name") or "").strip().lower())
        if head and (value := (meta.get("content") or "").strip()):
            found.setdefault(head, value[:300])
    body = next(root.iter("body"), root)
    head_of_page = "\n".join(_lines(body))[:6000]
    for label, value in _LABELLED.findall(head_of_page):
        found.setdefault(label, value.strip())
    if "issuer" not in found and (source := _SOURCE.search(head_of_page)):
        found["issuer"] = source[1]
    return found


def title_of(root: HtmlElement) -> str:
    """Return the title of the page: of its tags, its only h1, or its title without the site."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and meta.get("content"):
            return " ".join(meta.get("content").split())
    heads = [" ".join(one.text_content().split()) for one in root.iter("h1")]
    if len(heads) == 1 and heads[0]:
        return heads[0]
    title = next(root.iter("title"), None)
    words = "" if title is None else " ".join(title.text_content().split())
    return _SITE_NAME.sub("", words) or words


def trail_of(root: HtmlElement) -> list[str]:
    """Return the names on the way to the page, without the site's home."""
    for element in root.iter("div", "p", "ul", "td", "span", "nav"):
        words = f"{element.get('id', '')} {element.get('class', '')}"
        text = " ".join(element.text_content().split())
        found = _TRAIL.match(text)
        if len(text) > 300 or not (found or _TRAIL_NAMES.search(words)):
            continue
        steps = [step.strip() for step in _STEP.split(found[1] if found else text)]
        steps = [step for step in steps if step and step not in {"首页", "网站首页", "主页"}]
        if steps:
            return steps[:8]
    return []


def _lines(body: HtmlElement) -> list[str]:
    """Return the short lines of the page: cells and blocks, each by itself."""
    lines = []
    for element in body.iter("td", "th", "p", "li", "div", "span", "h1", "h2", "tr"):
        if element.tag in {"script", "style"}:
            continue
        text = " ".join(element.text_content().split())
        if 0 < len(text) <= 160:
            lines.append(text)
    return lines
