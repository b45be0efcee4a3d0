"""What people type about strengths of the place."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.actions.strengths import Particulars
from challenges.forms.words import missing
from challenges.models import Strength

# As map pages show it: latitude, longitude.
_POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_FOUR_PLACES = Decimal("0.0001")


class StrengthForm(forms.Form):
    name = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        help_text=_("For example: Harlow walking groups."),
        error_messages={"required": _("Say what it is called.")},
    )
    what_it_offers = forms.CharField(
        label=_("What does it offer?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say what it offers, in a sentence.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of strength is it?"),
        choices=Strength.Kind.choices,
        initial=Strength.Kind.GROUP,
        required=False,
        widget=forms.RadioSelect({"class": "nhsuk-radios--small"}),
    )
    where = forms.CharField(
        label=_("Where is it?"),
        max_length=200,
        required=False,
        help_text=_("An address or a street that everybody may read. Never somebody’s home."),
    )
    point = forms.CharField(
        label=_("Where is it on the map?"),
        max_length=60,
        required=False,
        help_text=_(
            "Latitude and longitude, such as 51.79, -0.20. A map on your phone shows them."
        ),
        widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].depends = True  # type: ignore[attr-defined]

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Strength.Kind.GROUP

    def clean_point(self) -> tuple[Decimal, Decimal] | None:
        """Latitude and longitude; what lies outside England is the action's to refuse."""
        typed = self.cleaned_data["point"]
        if not typed:
            return None
        read = _POINT.fullmatch(typed)
        if read is None:
            wrong = _("Enter latitude and longitude, such as 51.79, -0.20, or leave it empty.")
            raise forms.ValidationError(wrong)
        latitude, longitude = (Decimal(part).quantize(_FOUR_PLACES) for part in read.groups())
        return latitude, longitude

    def says(self) -> dict[str, Any]:
        """What naming it takes."""
        said = self.cleaned_data
        latitude, longitude = said["point"] or (None, None)
        return {
            "name": said["name"],
            "what_it_offers": said["what_it_offers"],
            "told": Particulars(said["kind"], said["where"], longitude, latitude),
        }


class BuildOnForm(forms.Form):
    strength = forms.ModelChoiceField(
        label="A strength that is known already",
        queryset=Strength.objects.none(),
        empty_label="Choose one",
        error_messages=missing("Choose a strength from the list, or name a new one."),
    )

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strength"].queryset = known  # type: ignore[attr-defined]


class LookForm(forms.Form):
    """What those who head a partnership decide about a strength that was suggested."""

    decision = forms.ChoiceField(
        label="What becomes of it?",
        choices=[("publish", "Publish it"), ("decline", "Do not publish it")],
        widget=forms.RadioSelect,
        error_messages=missing("Choose whether it is published."),
    )
    because = forms.CharField(
        label="If not, why?",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Whoever named it reads this.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].depends = True  # type: ignore[attr-defined]
