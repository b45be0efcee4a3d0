from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from accounts.rendering import DayMonthYear
from leaders.models import LeadershipRole
from partnership.forms.hats import partners_of
from partnership.models import Hat, Organisation, Partnership, Place


class RoleForm(forms.Form):
    """What a role is called and what it is for."""

    title = forms.CharField(
        max_length=200,
        label="What is the role called?",
        error_messages={"required": "Enter what the role is called."},
        help_text="As people say it aloud. For example: lead for growing older well.",
        widget=forms.TextInput({"class": "nhsuk-input--width-30"}),
    )
    remit = forms.CharField(
        max_length=4000,
        label="What is it for?",
        error_messages={"required": "Say what the role is for."},
        help_text="In words a resident would use: what should be better because of this role?",
        widget=forms.Textarea({"rows": 6}),
    )


class RoleScopeForm(forms.Form):
    """Whom a role serves, since when, and what it follows."""

    place = forms.ModelChoiceField(
        Place.objects.none(), label="Which place does it serve?", empty_label=None
    )
    population = forms.CharField(
        max_length=200,
        required=False,
        label="Which people there?",
        help_text="For example: people who live with several conditions. Empty means everybody.",
        widget=forms.TextInput({"class": "nhsuk-input--width-30"}),
    )
    starts_on = forms.DateField(
        label="Since when does the role exist?",
        error_messages={"required": "Enter the first day of the role."},
        widget=DayMonthYear,
    )
    review_on = forms.DateField(
        required=False,
        label="When does the partnership look at it again?",
        help_text="The public page says so under “What comes next”.",
        widget=DayMonthYear,
    )
    hosts = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        label="Which partners host it?",
        help_text="The role answers to the partnership, not to them.",
        widget=forms.CheckboxSelectMultiple,
    )
    follows = forms.ModelChoiceField(
        LeadershipRole.objects.none(),
        required=False,
        label="Does it follow an earlier role?",
        empty_label="No, it is new",
    )

    def __init__(self, *args: Any, role: LeadershipRole, setting_up: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partnership = role.partnership
        earlier = partnership.roles.agreed().exclude(pk=role.pk)
        earlier = earlier.filter(starts_on__lt=role.starts_on)
        self._choose("place", places_of(partnership, Q(pk=role.place_id)))
        if setting_up:
            self._choose("hosts", (partners_of(partnership) | role.hosts.all()).distinct())
        else:
            del self.fields["hosts"]  # a page of its own says since and until when
        self._choose("follows", earlier)
        if not earlier:
            del self.fields["follows"]

    def _choose(self, name: str, among: Any) -> None:
        self.fields[name].queryset = among  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    """How much of a role, from when: what the running total needs."""

    share = forms.IntegerField(
        min_value=1,
        max_value=100,
        label="How much of the role?",
        help_text="In percent. All shares together come to 100 at most.",
        error_messages={
            "required": "Enter a share from 1 to 100, in percent.",
            "min_value": "Enter a share from 1 to 100, in percent.",
            "max_value": "Enter a share from 1 to 100, in percent.",
        },
        widget=forms.NumberInput({"class": "nhsuk-input--width-3", "min": 1, "max": 100}),
    )
    starts_on = forms.DateField(
        label="Since when, or from when?",
        error_messages={"required": "Enter the first day of the share."},
        widget=DayMonthYear,
    )


class HoldingForm(ShareForm):
    """Who takes a share of a role: somebody of the partnership, or somebody new."""

    KNOWN, NEW = "known", "new"
    use_required_attribute = False

    who = forms.ChoiceField(
        choices=[(KNOWN, "Somebody of this partnership"), (NEW, "Somebody new")],
        initial=KNOWN,
        label="Who?",
        widget=forms.RadioSelect,
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Person",
        empty_label="Choose a person",
        error_messages={"required": "Choose a person, or say that it is somebody new."},
    )
    name = forms.CharField(
        max_length=200,
        label="Their name",
        error_messages={"required": "Enter the name of the new person."},
        widget=forms.TextInput({"class": "nhsuk-input--width-20", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        required=False,
        label="Their email",
        help_text="They sign in with a code that is sent there. Leave it empty if they have none.",
        widget=forms.EmailInput({"class": "nhsuk-input--width-20", "autocomplete": "off"}),
    )
    employer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who employs them?",
        help_text="One of the partners. A role is shared once it has two employers.",
        empty_label="Choose an organisation",
        error_messages={"required": "Choose the organisation that employs them."},
    )
    field_order = ["who", "person", "name", "email", "employer", "share", "starts_on"]

    def __init__(self, *args: Any, role: LeadershipRole, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people, partners = people_of(role.partnership), partners_of(role.partnership)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["employer"].queryset = partners  # type: ignore[attr-defined]
        if self.is_bound:
            self.fields["person"].required = self.data.get("who") != self.NEW
            self.fields["name"].required = self.data.get("who") == self.NEW

    def is_new(self) -> bool:
        return bool(self.cleaned_data["who"] == self.NEW)


class EndForm(forms.Form):
    """The first day on which it no longer holds."""

    ends_on = forms.DateField(error_messages={"required": "Enter a day."}, widget=DayMonthYear)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].label = label


def first_day_without(starts_on: date) -> date:
    """What an end begins with: today, but never the very day on which it started."""
    return max(timezone.localdate(), date.fromordinal(starts_on.toordinal() + 1))


def places_of(partnership: Partnership, also: Q | None = None) -> Any:
    """The place of a partnership and what lies inside it."""
    own = Q(pk=partnership.place_id)
    inside = Q(parent=partnership.place_id) | Q(lies_in__outer=partnership.place_id)
    return Place.objects.filter(own | inside | (also or own)).distinct()


def people_of(partnership: Partnership) -> Any:
    """Those who act in this partnership today, by name."""
    acting = Hat.objects.current().filter(partnership=partnership)
    return Person.objects.filter(pk__in=acting.values("person")).order_by("name", "pk")
