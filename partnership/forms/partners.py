from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from accounts.rendering import DayMonthYear
from partnership.models import Organisation, Sector

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person


class PartnerForm(forms.Form):
    """Which organisation joins, since when, and what it brings."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
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

    def __init__(self, *args: Any, person: Person | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Organisation.objects.visible_to(person)
        self.fields["organisation"].queryset = seen  # type: ignore[attr-defined]


class NewOrganisationForm(forms.Form):
    """An organisation that is on no public list, such as a residents' group."""

    name = forms.CharField(max_length=200, label="Name of the organisation")
    sector = forms.ChoiceField(choices=Sector.choices, label="Sector", widget=forms.RadioSelect)
    brings = forms.CharField(
        max_length=300,
        required=False,
        label="What it brings",
        help_text="For example: sixty volunteers, a hall, what it is like to live here. It stands "
        "beside its name on the public page.",
    )


class ConfirmForm(forms.Form):
    """What a representative says that their organisation brings."""

    brings = forms.CharField(
        max_length=300,
        required=False,
        label="What do you bring?",
        help_text="People, rooms, money, what you know. It stands beside your name on the public "
        "page.",
        widget=forms.Textarea({"rows": 3}),
    )


class EndForm(forms.Form):
    """The first day on which it no longer holds."""

    ends_on = forms.DateField(
        label="From which day is it no longer a partner?",
        initial=timezone.localdate,
        widget=DayMonthYear,
    )
