from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from accounts.models.person import Person
from accounts.phones import on_a_letterhead


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def usable(self) -> Self:
        """Where a person may be written to unasked: no unproved email, none that was stopped."""
        return self.filter(stopped_at__isnull=True).filter(
            ~Q(kind="email") | Q(proved_at__isnull=False)
        )

    def best_first(self, *within: str | Case) -> Self:
        """The one chosen last; where none was chosen email, then phone, then post."""
        best = Case(
            When(chosen_at__isnull=False, then=Value(0)),
            When(kind="email", then=Value(1)),
            When(kind="phone", then=Value(2)),
            default=Value(3),
        )
        lately = [F(when).desc(nulls_last=True) for when in ("chosen_at", "proved_at")]
        return self.order_by(*within, best, *lately, "pk")


class ContactPoint(models.Model):
    """An address, number or postal address as it was given, proved or not.

    Of a person, or (with no person) of a guest's booking or contribution. Messages go to contact
    points. Two people may share an address, so values are not unique.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone"
        POST = "post", "Post"

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="contact_points"
    )
    kind = models.CharField(max_length=5, choices=Kind)
    value = models.CharField(max_length=500)
    given_at = models.DateTimeField(default=timezone.now)
    proved_at = models.DateTimeField(null=True, blank=True)
    chosen_at = models.DateTimeField(
        null=True, blank=True, help_text="When its owner chose it; the one chosen last is used."
    )
    stopped_at = models.DateTimeField(
        null=True, blank=True, help_text="Nothing is sent there any more: it does not work."
    )
    stopped_because = models.CharField(max_length=200, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["email", "phone", "post"]),
                name="contact_point_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "value"], name="person_gives_a_contact_point_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(value__regex=r"[\r\n]") | models.Q(kind="post"),
                name="contact_point_is_one_line",
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_at__isnull=True) | ~models.Q(stopped_because=""),
                name="stopped_contact_point_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person or 'a guest'}"

    @property
    def as_written(self) -> str:
        return as_people_write(self.kind, self.value)

    @property
    def is_usable(self) -> bool:
        """Whether its owner may be written to there unasked."""
        unproved = self.kind == self.Kind.EMAIL and self.proved_at is None
        return self.stopped_at is None and not unproved


def as_people_write(kind: str, value: str) -> str:
    """In one line: a number as it stands on a letterhead, an address with commas."""
    if kind == ContactPoint.Kind.PHONE:
        return on_a_letterhead(value)
    return ", ".join(line.strip(" ,") for line in value.splitlines())
