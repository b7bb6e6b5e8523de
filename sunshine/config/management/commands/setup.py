from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone, translation

from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs import bodies_file
from sunshine.orgs.actions.beginnings import (
    appoint_first_administrator,
    found_root,
    recover_last_administrator,
)
from sunshine.orgs.actions.bodies import found_body
from sunshine.orgs.actions.people import invite_again
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import holders
from sunshine.publishing.reference import load_sections

PATTERN = "国家税务总局{}税务局"


class Command(commands.Command):
    """``sunshine setup``: the highest body, its first administrator, sections, the bodies below."""

    help = (
        "Set up an empty installation: the highest body, the first administrator (a one-time "
        "link is printed), and the bodies below from a CSV file. It may be run again: what is "
        "there stays, and only what is missing is added."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", help="slug of the highest body, for example ln")
        parser.add_argument("--name", help="its full official name")
        parser.add_argument("--short-name", help="its short name")
        parser.add_argument("--name-en", help="its English name")
        parser.add_argument("--admin", help="user name of the first administrator")
        parser.add_argument("--admin-name", help="the first administrator's name")
        parser.add_argument(
            "--recover",
            metavar="USERNAME",
            help="only this: a new start for the last administrator, who lost password or factor",
        )
        parser.add_argument("--bodies", type=Path, help="CSV file of the bodies below")
        parser.add_argument(
            "--body-name",
            type=_pattern,
            default=PATTERN,
            help="official name of a region's body, {} for the region (default: %(default)s)",
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        """Do what has not been done yet; fail with every reason, and change nothing then."""
        with translation.override("en"):
            try:
                if given["recover"]:
                    self._recover(given["recover"])
                    return
                rows = self._read(given)
                root = self._root(given)
                load_sections(at=timezone.now())
                keeper = self._keeper(root, given)
                self._found(rows, keeper)
            except Refused as refused:
                raise CommandError(str(refused)) from refused

    def _answer(self, given: dict[str, Any], name: str, question: str) -> str:
        """Return what was given as an option, or else is typed; fail where nobody can type."""
        if given[name]:
            return str(given[name])
        option = "--" + name.replace("_", "-")
        try:
            answer = input(f"{question} ({option}): ").strip()
        except EOFError:
            answer = ""
        if not answer:
            raise CommandError(f"{question} is missing: give it as {option}")
        return answer

    def _read(self, given: dict[str, Any]) -> list[bodies_file.BodyRow]:
        """Read the file before anything is changed."""
        file = given["bodies"]
        if file is None:
            return []
        root = Body.objects.filter(parent__isnull=True).first()
        slug = root.slug if root else self._answer(given, "slug", "Slug of the highest body")
        given["slug"] = slug
        try:
            text = bodies_file.decode(file.read_bytes())
            return bodies_file.read(
                text,
                root=slug,
                pattern=given["body_name"],
                known=Body.objects.values_list("slug", flat=True),
            )
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is neither UTF-8 nor GB 18030") from error
        except bodies_file.FaultyFile as faulty:
            raise CommandError(f"{file}: nothing was changed.\n{faulty}") from faulty

    def _root(self, given: dict[str, Any]) -> Body:
        root = Body.objects.filter(parent__isnull=True).first()
        if root is not None:
            self.stdout.write(f"The highest body is there: {root.slug} {root.name}")
            return root
        name = self._answer(given, "name", "Full name of the highest body")
        root = found_root(
            slug=self._answer(given, "slug", "Slug of the highest body"),
            name=name,
            short_name=given["short_name"] or name[:40],
            name_en=given["name_en"] or "",
            at=timezone.now(),
        )
        self.stdout.write(f"Founded {root.slug} {root.name}")
        return root

    def _keeper(self, root: Body, given: dict[str, Any]) -> Person:
        """Return an administrator of the root; open the first one's account if there is none."""
        at = timezone.now()
        present = holders(Role.ADMINISTRATOR, root, beijing_day(at))
        if not present:
            keeper, token = appoint_first_administrator(
                root,
                username=self._answer(given, "admin", "User name of the first administrator"),
                name=self._answer(given, "admin_name", "Name of the first administrator"),
                at=at,
            )
            self._show_link(keeper, token)
            return keeper
        keeper = present[0]
        if len(present) == 1 and not keeper.has_usable_password():
            self._show_link(keeper, invite_again(keeper, by=keeper, at=at))
        else:
            self.stdout.write(f"The administrator is there: {keeper.username}")
        return keeper

    def _recover(self, username: str) -> None:
        person = Person.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"there is no account {username!r}")
        token = recover_last_administrator(person, at=timezone.now())
        self._show_link(person, token, "24 hours")

    def _show_link(self, person: Person, token: str, lasts: str = "7 days") -> None:
        with translation.override(settings.LANGUAGE_CODE):
            path = reverse("account_link", args=[token])
        self.stdout.write(
            f"The administrator {person.username} sets a password at this address, once, "
            f"within {lasts}:\n\n    {settings.SITE_URL.rstrip('/')}{path}\n\n"
            "Then appoint a second administrator: nobody recovers an account alone."
        )

    def _found(self, rows: list[bodies_file.BodyRow], keeper: Person) -> None:
        bodies = {body.slug: body for body in Body.objects.all()}
        founded = 0
        for row in rows:
            if row.slug in bodies:
                continue
            bodies[row.slug] = found_body(
                bodies[row.parent],
                slug=row.slug,
                level=row.level,
                name=row.name,
                short_name=row.short_name,
                name_en=row.name_en,
                founded=row.founded,
                facts=row.facts,
                by=keeper,
                at=timezone.now(),
            )
            founded += 1
        if rows:
            self.stdout.write(
                f"Founded {founded} bodies; {len(rows) - founded} were there already."
            )


def _pattern(text: str) -> str:
    """Return ``text`` if it has one place for the region's name."""
    if text.count("{}") != 1 or text.replace("{}", "").strip("{}") != text.replace("{}", ""):
        raise ArgumentTypeError("needs {} once, where the region's name goes")
    return text
