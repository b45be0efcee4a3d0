from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None = None, **fields: object) -> Person:
        """A person, with an email only if its owner has proved it: they sign in with it."""
        from allauth.account.models import EmailAddress  # it needs this model to be loaded

        fields.pop("password", None)
        person = self.model(email=email.lower() if email else None, **fields)
        person.set_unusable_password()
        with transaction.atomic(using=self._db):
            person.save(using=self._db)
            if person.email:
                EmailAddress.objects.create(
                    user=person, email=person.email, verified=True, primary=True
                )
        return person

    def create_superuser(self, email: str, **fields: object) -> Person:
        """An operator, who may look at the admin."""
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


@pghistory.track(exclude=["password", "last_login", "name", "email"])
class Person(AbstractBaseUser, PermissionsMixin):
    """Anyone known to the system: citizens, leaders and chairs in one table.

    `email` stays empty until its owner proved it by a code. Many people have none: paper and
    phone are equal.
    """

    name = models.CharField(max_length=200)
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001 - unique when there is one
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False, help_text="Made up for the demonstration.")
    joined_at = models.DateTimeField(default=timezone.now)

    # Only the middleware says so, of whoever asks for a page: nothing else knows a session.
    passed_second_step = False

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="proved_email_belongs_to_one_person"),
            models.CheckConstraint(
                condition=~models.Q(email=""), name="email_is_null_rather_than_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def display_name(person: Person) -> str:
    """How allauth names a person on its pages and in its messages."""
    return person.name
