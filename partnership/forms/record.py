from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Person
from accounts.rendering import DayMonthYear
from partnership.forms.boards import day_asked
from partnership.history import After, Asked
from partnership.models import Partnership
from partnership.models.capacity import Capacity

MOST_PEOPLE = 500


class RecordForm(forms.Form):
    """Who, what, when and in which hat: what of the record to show. It lives in the address."""

    person = forms.ChoiceField(label="Who", required=False)
    noun = forms.ChoiceField(label="What it was done to", required=False)
    did = forms.CharField(label="What was done", required=False, max_length=80)
    capacity = forms.ChoiceField(
        label="In which hat", required=False, choices=[("", "Any hat"), *Capacity.choices]
    )
    since = forms.DateField(label="From", required=False, widget=DayMonthYear)
    until = forms.DateField(label="To", required=False, widget=DayMonthYear)

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        nouns: list[tuple[str, str]],
        own: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.fields["noun"].choices = [("", "Anything"), *nouns]  # type: ignore[attr-defined]
        if own is not None:
            del self.fields["person"]
            return
        people = Person.objects.filter(hats__partnership=partnership).distinct().order_by("name")
        choices = [(str(pk), name) for pk, name in people.values_list("pk", "name")[:MOST_PEOPLE]]
        self.fields["person"].choices = [("", "Anybody"), *choices]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What is asked, as far as it can be understood; a coordinator's own acts alone."""
        self.is_valid()
        wanted = self.cleaned_data
        person = self.own or (int(wanted["person"]) if wanted.get("person") else None)
        return Asked(
            person=person,
            noun=wanted.get("noun", ""),
            did=wanted.get("did", ""),
            capacity=wanted.get("capacity", ""),
            since=wanted.get("since") or day_asked(self.data.get("since", "")),
            until=wanted.get("until") or day_asked(self.data.get("until", "")),
            after=After.read(self.data.get("after", "")),
        )

    def in_words(self, asked: Asked) -> str:
        """Which part of the record this is, for whoever reads later that it was copied."""
        named = dict(self.fields["noun"].choices)  # type: ignore[attr-defined]
        parts = [
            str(named.get(asked.noun, "")) if asked.noun else "",
            f"“{asked.did}”" if asked.did else "",
            str(Capacity(asked.capacity).label) if asked.capacity else "",
            "one person" if asked.person else "",
            f"from {asked.since:%-d %B %Y}" if asked.since else "",
            f"to {asked.until:%-d %B %Y}" if asked.until else "",
        ]
        return ", ".join(filter(None, parts)) or "Everything"
