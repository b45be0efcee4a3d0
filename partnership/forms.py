from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from accounts.rendering import DayMonthYear
from partnership.models import Hat, Organisation, Partner, Partnership, Place, Sector


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
        fields = ["name", "purpose", "quiet_after_days"]
        labels = {
            "name": "Name",
            "purpose": "What is it for?",
            "quiet_after_days": "Remind leaders when a challenge has been quiet for",
        }
        help_texts = {
            "purpose": "In words a resident would use. It stands at the top of the public page.",
            "quiet_after_days": "In days, seven at least.",
        }
        widgets = {
            "purpose": forms.Textarea({"rows": 6}),
            "quiet_after_days": forms.NumberInput({"class": "nhsuk-input--width-3", "min": 7}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].required = True

    def clean_quiet_after_days(self) -> int:
        days = int(self.cleaned_data["quiet_after_days"])
        if days < 7:
            raise forms.ValidationError("Enter 7 days or more.")
        return days


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
