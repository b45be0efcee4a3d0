from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from accounts.rendering import DayMonthYear
from partnership.actions.interests import Declared
from partnership.models import Interest, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

EXAMPLES = {
    Interest.Kind.FINANCIAL: "You could gain or lose money: a job, shares, a contract.",
    Interest.Kind.PROFESSIONAL: "Your standing at work could gain: a seat on a board, a "
    "professional body, research.",
    Interest.Kind.PERSONAL: "You could gain otherwise: a member of a charity, a campaign, a faith "
    "group.",
    Interest.Kind.INDIRECT: "Somebody close to you has one of these: a partner, a relative, a "
    "close friend.",
}


class InterestForm(forms.Form):
    """What a person declares: of what kind, in which organisation, in their own words."""

    kind = forms.ChoiceField(
        choices=Interest.Kind.choices,
        label="What kind of interest is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of interest"},
    )
    what = forms.CharField(
        max_length=500,
        label="What is it?",
        help_text="In words that a resident understands. Everybody can read it. Name nobody but "
        "yourself: write “my partner”, not their name.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say in a sentence what the interest is"},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), required=False, widget=forms.HiddenInput
    )
    starts_on = forms.DateField(label="Since when?", required=False, widget=DayMonthYear)
    ends_on = forms.DateField(
        label="Until when?",
        required=False,
        help_text="Only if you know: the first day on which it no longer holds.",
        widget=DayMonthYear,
    )

    def __init__(self, *args: Any, person: Person | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Organisation.objects.visible_to(person)
        self.fields["organisation"].queryset = seen  # type: ignore[attr-defined]

    def declared(self) -> Declared:
        return Declared(**self.cleaned_data)


class InterestEndForm(forms.Form):
    """The first day on which it no longer holds."""

    ends_on = forms.DateField(
        label="From which day does it no longer hold?",
        initial=timezone.localdate,
        widget=DayMonthYear,
    )
