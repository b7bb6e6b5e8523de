"""Loads the sample province and names the accounts to try it with."""

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import CommandError
from django.utils import timezone

from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, Person
from sunshine.sample.loading import load

TO_TRY = (
    ("ln.editor", "省局信息采编 · writes"),
    ("ln.first", "省局初审 · first review"),
    ("ln.secrecy", "省局保密专员 · secrecy review"),
    ("ln.second", "省局复审 · second review"),
    ("ln.deputy", "省局终审 · final review"),
    ("ln.disclosure", "省局公开专员 · disclosure officer"),
    ("ln.office", "省局公开机构负责人 · head of disclosure"),
    ("ln.head", "省局局长 · bureau head"),
    ("ln.admin", "系统管理员 · administrator"),
    ("shenyang-heping.editor", "和平区局信息采编 · a district editor"),
    ("citizen.sun", "特定人群成员 · member of a named group"),
)


class Command(commands.Command):
    """``sunshine sample [--if-empty]``."""

    help = "Load the sample province into an empty installation and print its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are bodies already"
        )

    def handle(self, *args: object, **options: bool) -> None:
        """Load what is lacking and print the accounts; refuse to mix with real bodies."""
        if Body.objects.exists():
            if not options["if_empty"]:
                raise CommandError(
                    "There are bodies here already. The sample goes only into an empty home: "
                    "set SUNSHINE_HOME to a new folder."
                )
        else:
            self._load(timezone.now())
        if Person.objects.filter(is_sample=True).exists():
            self._print_accounts()

    def _load(self, now: datetime) -> None:
        self.stdout.write("载入示例省份，约需一两分钟 · Loading the sample province")
        load(beijing_day(now), lambda line: self.stdout.write(f"  {line}"))

    def _print_accounts(self) -> None:
        self.stdout.write("示例账号（登录页点选，无须密码） · Sample accounts: one click signs in")
        for username, what in TO_TRY:
            self.stdout.write(f"  {username:<26}{what}")
