import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from sunshine.inforequests.fees import Basis, fee
from sunshine.kit import commands
from sunshine.kit.errors import Refused

BAD_INPUT = 2


class Command(commands.Command):
    """``sunshine fee --items N`` or ``--pages N``: the fee for handling information, in yuan.

    Exit code 0, or 2 for a number that cannot be.
    """

    help = "Reckon the fee for handling information, band by band."

    def add_arguments(self, parser: CommandParser) -> None:
        basis = parser.add_mutually_exclusive_group(required=True)
        basis.add_argument("--items", type=int, metavar="N", help="requests in a calendar month")
        basis.add_argument("--pages", type=int, metavar="N", help="pages given out")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--language", choices=("zh-hans", "en"), default="zh-hans")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the fee, or why there is none."""
        basis = Basis.ITEMS if options["items"] is not None else Basis.PAGES
        with override(options["language"]):
            try:
                found = fee(basis, options[basis.value])
            except Refused as fault:
                raise CommandError(str(fault), returncode=BAD_INPUT) from fault
            if options["json"]:
                bands = [
                    {
                        "from": band.first,
                        "to": band.last,
                        "count": band.count,
                        "each": int(band.each),
                        "amount": int(band.amount),
                    }
                    for band in found.bands
                ]
                data = {"amount": int(found.amount), "bands": bands, "law": found.law}
                self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
                return
            for band in found.bands:
                line = _("第%(first)s至%(last)s，%(count)s×%(each)s元＝%(amount)s元")
                facts = {"first": band.first, "last": band.last, "count": band.count}
                facts |= {"each": int(band.each), "amount": int(band.amount)}
                self.stdout.write(line % facts)
            total = {"amount": int(found.amount), "law": found.law}
            self.stdout.write(_("信息处理费：%(amount)s元　%(law)s") % total)
