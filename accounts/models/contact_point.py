from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.models.person import Person


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
