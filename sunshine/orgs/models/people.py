"""People who sign in: staff, and members of named groups from outside."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from sunshine.orgs.models.bodies import Body

USERNAME = RegexValidator(r"^[a-z][a-z0-9._-]{1,59}$")


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the name they sign in with."""


class Person(AbstractBaseUser):
    """Somebody with an account; what they may do follows from the posts they hold."""

    username = models.CharField(max_length=60, unique=True, validators=[USERNAME])
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    # The body whose administrators keep the account; posts may lie in other bodies.
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_active = models.BooleanField(default=True)
    # Of the sample province: signs in without a second factor, on loopback only.
    is_sample = models.BooleanField(default=False)
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)
    away_since = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def signature(self) -> str:
        """Return the name as the event log keeps it."""
        return self.name

    def is_away(self, day: date) -> bool:
        """Return whether the person is recorded as absent on ``day``."""
        return self.away_since is not None and (
            self.away_since <= day and (self.away_until is None or day <= self.away_until)
        )
