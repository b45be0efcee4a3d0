from __future__ import annotations

from typing import Any

from django import forms

from accounts.rendering import DayMonthYear
from leaders.forms.roles import RoleForm, places_of
from partnership.forms.hats import partners_of
from partnership.models import Organisation, Partnership, Place


class ProposalForm(RoleForm):
    """A role as it is proposed: what it is for, why the place needs it, who would share it."""

    case = forms.CharField(
        max_length=4000,
        label="Why does the place need it?",
        error_messages={"required": "Say why the place needs this role."},
        help_text="What goes wrong now because nobody holds it? The chair decides on this.",
        widget=forms.Textarea({"rows": 6}),
    )
    would_share = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Which organisations would share it?",
        error_messages={"required": "Choose the organisations that would share it."},
        help_text="Choose two or more for a shared role.",
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label="Which place would it serve?", empty_label=None
    )
    population = forms.CharField(
        max_length=200,
        required=False,
        label="Which people there?",
        help_text="Empty means everybody.",
        widget=forms.TextInput({"class": "nhsuk-input--width-30"}),
    )
    starts_on = forms.DateField(
        label="From when?",
        error_messages={"required": "Enter the day from which it should exist."},
        widget=DayMonthYear,
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["would_share"].queryset = partners_of(partnership)  # type: ignore[attr-defined]
        self.fields["place"].queryset = places_of(partnership)  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a proposal is taken back."""

    why = forms.CharField(
        max_length=500,
        label="Why is it withdrawn?",
        help_text="Whoever proposed it is told, and those who act in the partnership read it.",
        error_messages={"required": "Say why it is withdrawn."},
        widget=forms.Textarea({"rows": 3}),
    )


class AnswerForm(forms.Form):
    """Yes, or no and why."""

    YES, NO = "yes", "no"

    answer = forms.ChoiceField(
        label="Your answer",
        error_messages={"required": "Choose an answer."},
        widget=forms.RadioSelect,
    )
    why_not = forms.CharField(
        max_length=300,
        required=False,
        label="If not, why not?",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, yes: str, no: str, whom: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(self.YES, yes), (self.NO, no)]  # type: ignore[attr-defined]
        self.fields["why_not"].help_text = f"{whom} will read it."

    def says_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == self.YES)
