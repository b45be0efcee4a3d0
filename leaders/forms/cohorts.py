from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.rendering import DayMonthYear
from leaders.forms.programmes import WIDE, choose, parts_of
from leaders.models import Cohort
from partnership.forms.hats import partners_of
from partnership.models import Organisation, Partnership, Place, Sector

NUMBER = {"class": "nhsuk-input--width-5", "min": 0}


class CohortForm(forms.Form):
    """When a cohort runs, for how many, on what, and whom it could reach."""

    name = forms.CharField(
        max_length=120,
        label="What is the cohort called?",
        help_text="For example: third cohort.",
        error_messages={"required": "Enter what the cohort is called."},
        widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
    )
    places = forms.IntegerField(
        min_value=2,
        max_value=1000,
        label="How many people does it take?",
        error_messages={
            "required": "Enter how many people it takes.",
            "min_value": "A cohort is of two people at least.",
        },
        widget=forms.NumberInput(NUMBER),
    )
    challenge = forms.CharField(
        max_length=300,
        required=False,
        label="What do they work on in the place?",
        help_text="One sentence. For example: fewer people wait in hospital for care at home.",
        widget=forms.Textarea({"rows": 2}),
    )
    starts_on = forms.DateField(
        label="When does it begin?",
        error_messages={"required": "Enter the first day of the cohort."},
        widget=DayMonthYear,
    )
    ends_on = forms.DateField(
        required=False, label="From which day is it over?", widget=DayMonthYear
    )
    applications_until = forms.DateField(
        required=False,
        label="Until which day can people apply?",
        help_text="That day included. Left empty: until the day before it begins.",
        widget=DayMonthYear,
    )
    eligible_people = forms.IntegerField(
        required=False,
        min_value=1,
        label="How many people could take part?",
        help_text="All whom it is for, in all organisations. Reach is shown against this number; "
        "left empty, the page says that nobody has counted.",
        widget=forms.NumberInput(NUMBER),
    )
    eligible_organisations = forms.IntegerField(
        required=False,
        min_value=1,
        label="Of how many organisations?",
        widget=forms.NumberInput(NUMBER),
    )
    eligible_places = forms.IntegerField(
        required=False,
        min_value=1,
        label="In how many places?",
        help_text="For example: districts.",
        widget=forms.NumberInput(NUMBER),
    )


class MixForm(forms.Form):
    """How many places are meant for each sector: one number a sector."""

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        meant = {target.sector: target.places for target in cohort.targets.all()}
        super().__init__(*args, **kwargs)
        self.initial = meant
        for value, label in Sector.choices:
            self.fields[value] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=cohort.places,
                label=label,
                error_messages={
                    "max_value": f"The cohort has {cohort.places} places in all. Mean fewer."
                },
                widget=forms.NumberInput(NUMBER),
            )
            self.fields[value].depends = True  # type: ignore[attr-defined]

    def places(self) -> dict[str, int]:
        return {sector: count or 0 for sector, count in self.cleaned_data.items()}


class PlaceForm(forms.Form):
    """Whom somebody who takes part works for, and who pays for their place."""

    employer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who employs them?",
        help_text="Or the group that they are active in.",
        empty_label="Choose an organisation",
        error_messages={"required": "Choose the organisation that they come from."},
    )
    profession = forms.CharField(
        max_length=120, required=False, label="Their profession", widget=forms.TextInput(WIDE)
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        required=False,
        label="Where do they work?",
        empty_label="Not known",
    )
    funded_by = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label="Who pays for their place?",
        help_text="Those who do not come from the NHS often cannot pay: somebody has to.",
        empty_label="Nobody yet",
    )
    pounds = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=1_000_000,
        label="What does the place cost in all, in pounds?",
        widget=forms.NumberInput({"class": "nhsuk-input--width-10"}),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = partners_of(partnership)
        for name in ("employer", "funded_by"):
            named = self.initial.get(name)
            also = Organisation.objects.filter(pk__in=[named.pk] if named else [])
            choose(self, name, (partners | also).distinct())
        choose(self, "place", parts_of(partnership))


class NewPlaceForm(PlaceForm):
    """The same for somebody who did not apply here."""

    name = forms.CharField(
        max_length=200,
        label="Their name",
        error_messages={"required": "Enter their name."},
        widget=forms.TextInput({"class": "nhsuk-input--width-20", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        required=False,
        label="Their email",
        help_text="By it we know whether they took part before: each person is counted once.",
        widget=forms.EmailInput({"class": "nhsuk-input--width-20", "autocomplete": "off"}),
    )
    field_order = ["name", "email"]


class LeaveForm(forms.Form):
    """The first day without them."""

    left_on = forms.DateField(
        label="From which day do they no longer take part?",
        error_messages={"required": "Enter a day."},
        widget=DayMonthYear,
    )


class ApplicationForm(forms.Form):
    """What somebody says who applies."""

    LISTED, NAMED = "listed", "named"
    use_required_attribute = False

    where = forms.ChoiceField(
        choices=[(LISTED, _("One of these")), (NAMED, _("Another one"))],
        initial=LISTED,
        label=_("Which organisation or group do you come from?"),
        widget=forms.RadioSelect,
    )
    employer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose an organisation"),
        error_messages={"required": _("Choose your organisation, or say that it is another one.")},
    )
    employer_name = forms.CharField(
        max_length=200,
        label=_("Its name"),
        error_messages={"required": _("Enter the name of your organisation or group.")},
        widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
    )
    sector = forms.ChoiceField(
        choices=[("", _("Choose what it is")), *Sector.choices],
        label=_("What is it?"),
        error_messages={"required": _("Choose what your organisation or group is.")},
    )
    profession = forms.CharField(
        max_length=120,
        label=_("What is your work there?"),
        help_text=_("Paid or not. For example: district nurse, or treasurer."),
        error_messages={"required": _("Say what your work is.")},
        widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        required=False,
        label=_("Where do you mostly work?"),
        empty_label=_("I would rather not say"),
    )
    why = forms.CharField(
        max_length=2000,
        label=_("Why would you like to take part?"),
        help_text=_("A few sentences: what you would bring, and what you hope to learn."),
        error_messages={"required": _("Say why you would like to take part.")},
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "employer", partners_of(partnership))
        choose(self, "place", parts_of(partnership))
        if self.is_bound:
            named = self.data.get("where") == self.NAMED
            self.fields["employer"].required = not named
            self.fields["employer_name"].required = self.fields["sector"].required = named

    def words(self) -> dict[str, Any]:
        """What was said, without the half of the question that was not answered."""
        said = dict(self.cleaned_data)
        if said.pop("where") == self.NAMED:
            return {**said, "employer": None}
        return {**said, "employer_name": "", "sector": ""}


class DeclineForm(forms.Form):
    """Why not this time."""

    reason = forms.CharField(
        max_length=500,
        label="Why not this time?",
        help_text="This is sent to them, word for word. For example: more people from hospitals "
        "applied than the mix has places for; the next cohort opens in spring.",
        error_messages={"required": "Say why. The reason is sent to the person."},
        widget=forms.Textarea({"rows": 4}),
    )
