import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.timezone import now

from sunshine.campaigns.actions.bulletins import USUAL_TITLE
from sunshine.campaigns.layout import data_of, page_of, paper_of
from sunshine.campaigns.lines import Sheet, fresh_sheet, stored_sheet
from sunshine.campaigns.models import Bulletin, Campaign
from sunshine.campaigns.shown_pictures import pictures_of
from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.kit.papers.apart import docx_apart
from sunshine.kit.papers.fonts import NoChineseFont
from sunshine.kit.papers.typesetting import CannotBeSet, pdf_of

_BINARY = ("docx", "pdf")


class Command(commands.Command):
    """``sunshine bulletin campaign CODE --format html|docx|pdf|json [--out FILE]``."""

    help = "Compile the bulletin of a campaign; the stored one if an editor has it in hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=("campaign",), help="what it is the bulletin of")
        parser.add_argument("code", help="code of the campaign")
        parser.add_argument("--format", choices=("html", "docx", "pdf", "json"), default="html")
        parser.add_argument("--out", type=Path, help="file to write instead of standard output")
        parser.add_argument(
            "--afresh", action="store_true", help="from the reports, whatever was edited"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the bulletin."""
        sheet = self._sheet(options["code"], is_afresh=options["afresh"])
        form = options["format"]
        if form in _BINARY and options["out"] is None and self.stdout.isatty():
            raise CommandError("请用 --out 指定文件 · name a file with --out")
        try:
            made = _made(sheet, form)
        except (NoChineseFont, CannotBeSet) as error:
            raise CommandError(str(error)) from error
        if options["out"] is not None:
            options["out"].write_bytes(made)
        elif form in _BINARY:
            sys.stdout.buffer.write(made)
        else:
            self.stdout.write(made.decode())

    def _sheet(self, code: str, *, is_afresh: bool) -> Sheet:
        campaign = Campaign.objects.select_related("body").filter(code=code).first()
        if campaign is None:
            raise CommandError(f"没有这个活动 · no such campaign: {code}")
        day = beijing_day(now())
        bulletin = Bulletin.objects.filter(campaign=campaign).first()
        if bulletin is None or is_afresh:
            title = USUAL_TITLE.replace("{title}", campaign.title)
            return fresh_sheet(campaign, title=title, day=day)
        return stored_sheet(bulletin, day=day)


def _made(sheet: Sheet, form: str) -> bytes:
    if form == "json":
        return json.dumps(data_of(sheet), ensure_ascii=False, indent=1).encode()
    pictures = pictures_of(sheet)
    if form == "pdf":
        return pdf_of(paper_of(sheet, pictures), fonts=Path(settings.HOME) / "fonts")
    if form == "docx":
        return docx_apart(paper_of(sheet, pictures))
    return page_of(sheet, pictures).encode()
