from __future__ import annotations

from typing import Any

from django import forms

from partnership.models import Organisation, Partnership, Place
from partnership.wording import Wording


class _Places(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Areas by name; one drawn in 2026 says so, because some kept the name of an older one."""

    def label_from_instance(self, place: Place) -> str:
        new = place.starts_on is not None and place.starts_on.year >= 2026
        return f"{place.name} (since {place.starts_on:%B %Y})" if new else place.name


class PartnershipBeginForm(forms.Form):
    """Who begins a partnership, for which place, and on whose behalf."""

    field_order = ("organisation", "place", "name")

    place = _Places(
        Place.objects.none(),
        label="The place",
        help_text="Where the people live whom it serves.",
        empty_label="Choose a place",
    )
    name = forms.CharField(
        max_length=200,
        label="Name of the partnership",
        help_text="For example: Hertfordshire and West Essex partnership.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Your own organisation",
        help_text="You will be the chair, acting for this organisation.",
        empty_label="Choose your organisation",
    )

    def __init__(
        self,
        *args: Any,
        places: Any,
        organisations: list[Organisation],
        chosen: Place | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        found = [(one.pk, one.name) for one in organisations]  # the likest first
        own: Any = self.fields["organisation"]
        own.queryset = Organisation.objects.filter(pk__in=[pk for pk, _name in found])
        own.choices = [("", own.empty_label), *found]
        if chosen is not None:
            self.fields["place"].initial = chosen.pk


class WordingForm(forms.Form):
    """What the partnership is called, what it is for, and how its partners work together."""

    name = forms.CharField(max_length=200, label="Name")
    purpose = forms.CharField(
        max_length=4000,
        label="What is it for?",
        help_text="In words a resident would use. It stands at the top of the public page.",
        widget=forms.Textarea({"rows": 6}),
    )
    terms = forms.CharField(
        max_length=20_000,
        required=False,
        label="How do the partners work together?",
        help_text="How you decide, who chairs, how often you meet, how somebody joins or leaves. "
        "Leave an empty line between paragraphs.",
        widget=forms.Textarea({"rows": 12}),
    )
    changed = forms.CharField(
        max_length=300,
        required=False,
        label="What did you change, and why?",
        help_text="Needed when you change a purpose or terms that were saved before. Everybody "
        "who may read the terms reads this with them.",
    )
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["changed"].depends = True  # type: ignore[attr-defined]

    @classmethod
    def filled_from(cls, wording: Wording) -> WordingForm:
        return cls(
            initial={
                "name": wording.name,
                "purpose": wording.purpose,
                "terms": wording.terms,
                "seen": wording.fingerprint,
            }
        )

    def wording(self) -> Wording:
        typed = self.cleaned_data
        return Wording(typed["name"], typed["purpose"], typed["terms"])


class OpenForm(forms.ModelForm):  # type: ignore[type-arg]
    """What anybody may read of the partnership."""

    class Meta:
        model = Partnership
        fields = ["shows_terms", "shows_investment", "shows_network"]
        labels = {
            "shows_terms": "How the partners work together",
            "shows_investment": "What the partners pay for together",
            "shows_network": "Which organisations are joined, and by what",
        }
        help_texts = {
            "shows_terms": "The terms, each earlier version of them, and what changed between two.",
            "shows_investment": "What each organisation pays a year for roles, programmes and "
            "citizens who take part, and until when that is secured.",
            "shows_network": "A picture and a table of organisations, joined where they share "
            "roles, cohorts, challenges and promises. No person is named in it.",
        }
