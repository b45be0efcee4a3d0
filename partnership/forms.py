from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from accounts.rendering import DayMonthYear
from partnership.models import Hat, Organisation, Partner, Partnership, Place, Sector
from partnership.models.partnership import MOST_A_WEEK, Weekday
from reminders.cadence import Cadence


class _Places(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Areas by name; one drawn in 2026 says so, because some kept the name of an older one."""

    def label_from_instance(self, place: Place) -> str:
        new = place.starts_on is not None and place.starts_on.year >= 2026
        return f"{place.name} (since {place.starts_on:%B %Y})" if new else place.name


class PartnershipBeginForm(forms.Form):
    """Who begins a partnership, for which place, and on whose behalf."""

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


class PurposeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the partnership is called and what it is for."""

    class Meta:
        model = Partnership
        fields = ["name", "purpose"]
        labels = {
            "name": "Name",
            "purpose": "What is it for?",
        }
        help_texts = {
            "purpose": "In words a resident would use. It stands at the top of the public page.",
        }
        widgets = {"purpose": forms.Textarea({"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].required = True


def _clock(label: str, hint: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=hint,
        widget=forms.TimeInput({"type": "time", "class": "nhsuk-input--width-10"}, "%H:%M"),
        error_messages={"required": "Enter a time of day.", "invalid": "Enter a time, like 20:00."},
    )


def _count(label: str, hint: str, least: int, most: int) -> forms.IntegerField:
    wrong = f"Enter a number from {least} to {most}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput({"class": "nhsuk-input--width-3"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class CadenceForm(forms.Form):
    """When and how often the partnership writes to people."""

    writes_from = _clock("Quiet hours end at", "Nothing that can wait arrives before this.")
    writes_until = _clock(
        "Quiet hours begin at", "Nothing that can wait arrives from then on, until the morning."
    )
    writes_at_weekends = forms.BooleanField(
        label="Send mailings at weekends and on bank holidays too",
        required=False,
    )
    weekly_cap = _count(
        "Most mailings to one person in a week",
        "What is over it comes together in one message on Monday. From 1 to 20.",
        1,
        MOST_A_WEEK,
    )
    quiet_after_days = _count(
        "Remind the team when a challenge has been quiet for",
        "In days, seven at least. A challenge can have a number of its own.",
        7,
        365,
    )
    summary_weekday = forms.TypedChoiceField(
        label="The chair’s weekly summary comes on",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.RadioSelect({"class": "nhsuk-radios--inline nhsuk-radios--small"}),
        help_text="At 8 in the morning, when something needs you. None comes when nothing does.",
    )

    @classmethod
    def names(cls) -> list[str]:
        return list(cls.base_fields)

    def cadence(self) -> Cadence:
        typed = self.cleaned_data
        return Cadence(
            opens=typed["writes_from"],
            closes=typed["writes_until"],
            weekends=typed["writes_at_weekends"],
            weekly_cap=typed["weekly_cap"],
        )


class PartnerForm(forms.Form):
    """Which organisation joins, since when, and what it brings."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        widget=forms.HiddenInput,
        error_messages={"required": "Choose which organisation it is"},
    )
    starts_on = forms.DateField(
        label="Partner since", initial=timezone.localdate, widget=DayMonthYear
    )
    brings = forms.CharField(
        max_length=300,
        required=False,
        label="What it brings",
        help_text="For example: two halls in Harlow, and a team of link workers.",
    )


class NewOrganisationForm(forms.Form):
    """An organisation that is on no public list, such as a residents' group."""

    name = forms.CharField(max_length=200, label="Name of the organisation")
    sector = forms.ChoiceField(choices=Sector.choices, label="Sector", widget=forms.RadioSelect)
    brings = forms.CharField(max_length=300, required=False, label="What it brings")


class EndForm(forms.Form):
    """The first day on which it no longer holds."""

    ends_on = forms.DateField(
        label="From which day is it no longer a partner?",
        initial=timezone.localdate,
        widget=DayMonthYear,
    )


class HatForm(forms.Form):
    """Who acts in the partnership, as what, for whom."""

    name = forms.CharField(max_length=200, label="Name")
    email = forms.EmailField(
        required=False,
        label="Email",
        help_text="They sign in with a code that is sent there. Leave it empty if they have none.",
    )
    capacity = forms.ChoiceField(
        choices=Hat.Capacity.choices, label="What they do", widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label="For which partner",
        empty_label="None: a resident",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Partner.objects.on(timezone.localdate()).filter(partnership=partnership)
        self.fields["organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=current.values("organisation")
        )
