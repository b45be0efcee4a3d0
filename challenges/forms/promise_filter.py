from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Case, Value, When

from challenges.models import Challenge, Commitment
from challenges.models.commitment import CommitmentQuerySet
from partnership.models import Organisation, Partnership

LATE = "late"
STATES = [
    ("", "All"),
    (LATE, "Late"),
    (Commitment.State.OPEN, "Open"),
    (Commitment.State.KEPT, "Kept"),
    (Commitment.State.DROPPED, "Dropped"),
]
OFFERS = [
    (Commitment.State.OFFERED, "Offered, not taken on yet"),
    (Commitment.State.DECLINED, "Not taken on"),
]


class PromiseFilter(forms.Form):
    """Which promises of a partnership are wanted; what cannot be read filters nothing."""

    state = forms.ChoiceField(label="Which", required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who promised", required=False, empty_label="Anybody"
    )
    challenge = forms.ModelChoiceField(
        Challenge.objects.none(), label="For which challenge", required=False, empty_label="Any"
    )

    def __init__(
        self, *args: Any, partnership: Partnership, sees_offers: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        promised = Commitment.objects.filter(challenge__partnership=partnership)
        bodies = Organisation.objects.filter(pk__in=promised.values("organisation"))
        raised = Challenge.objects.filter(pk__in=promised.values("challenge"))
        self.fields["state"].choices = STATES + (OFFERS if sees_offers else [])  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]
        self.fields["challenge"].queryset = raised.order_by("title")  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.depends = True  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def query(self) -> str:
        """What was asked, for the addresses of other pages of it."""
        asked = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return f"{urlencode(asked)}&" if asked else ""

    def of(self, promises: CommitmentQuerySet, today: date) -> CommitmentQuerySet:
        """Those that are wanted: what is open first, by its day; then the latest."""
        asked = self.cleaned_data
        if asked.get("organisation"):
            promises = promises.filter(organisation=asked["organisation"])
        if asked.get("challenge"):
            promises = promises.filter(challenge=asked["challenge"])
        if asked.get("state") == LATE:
            promises = promises.late(today)
        elif asked.get("state"):
            promises = promises.filter(state=asked["state"])
        settled = Case(When(state__in=["open", "offered"], then=Value(0)), default=Value(1))
        return promises.order_by(settled, "due_on", "pk")
