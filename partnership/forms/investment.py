from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.db.models import QuerySet

from accounts.rendering import DayMonthYear
from partnership.models import Organisation


class ParticipationFundingForm(forms.Form):
    """Who pays how much a year to citizens, from when, and until when that is secured."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Who pays")
    pounds_a_year = forms.IntegerField(
        label="Pounds a year",
        min_value=1,
        max_value=1_000_000_000,
        widget=forms.TextInput({"class": "nhsuk-input--width-10", "inputmode": "numeric"}),
    )
    starts_on = forms.DateField(label="From which day", widget=DayMonthYear)
    last_day = forms.DateField(
        label="Until which day is it secured?",
        widget=DayMonthYear,
        help_text="The last day on which the money is there: often 31 March.",
    )

    def __init__(self, *args: object, partners: QuerySet[Organisation], **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["organisation"].queryset = partners  # type: ignore[attr-defined]

    @property
    def ends_on(self) -> date:
        """The first day on which the money is not secured."""
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)
