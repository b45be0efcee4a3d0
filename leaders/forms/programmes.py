from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.rendering import DayMonthYear
from leaders.models import Programme
from partnership.forms.hats import partners_of
from partnership.models import Organisation, Partnership, Place

WIDE = {"class": "nhsuk-input--width-30"}


class ProgrammeForm(forms.Form):
    """What a programme is called, what it is about, and who runs it."""

    name = forms.CharField(
        max_length=200,
        label="What is the programme called?",
        error_messages={"required": "Enter what the programme is called."},
        widget=forms.TextInput(WIDE),
    )
    focus = forms.ChoiceField(
        label="What is its focus?",
        help_text="The place: people work together on one challenge of the place, and what changes "
        "there is the measure. The organisations: each works on what its own organisation needs.",
        choices=Programme.Focus.choices,
        initial=Programme.Focus.PLACE,
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        max_length=4000,
        label="What is it about?",
        help_text="In words a resident would use: who learns what together, and what for?",
        error_messages={"required": "Say what the programme is about."},
        widget=forms.Textarea({"rows": 6}),
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label="Which place is it for?", empty_label=None
    )
    run_by = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        label="Which partners run it?",
        widget=forms.CheckboxSelectMultiple,
    )
    modelled_on = forms.CharField(
        max_length=200,
        required=False,
        label="Is it modelled on another programme?",
        help_text="For example: Frimley 2020.",
        widget=forms.TextInput(WIDE),
    )
    starts_on = forms.DateField(
        label="When does it begin?",
        error_messages={"required": "Enter the first day of the programme."},
        widget=DayMonthYear,
    )
    ends_on = forms.DateField(
        required=False,
        label="From which day does it no longer run?",
        help_text="Leave it empty while no end is known.",
        widget=DayMonthYear,
    )
    reach_target = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100_000,
        label="How many people should it reach in all?",
        help_text="Over all its cohorts, each person counted once.",
        widget=forms.NumberInput({"class": "nhsuk-input--width-5"}),
    )

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        programme: Programme | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        run_by = partners_of(partnership)
        if programme is not None:
            run_by = (run_by | programme.run_by.all()).distinct()
        choose(self, "place", parts_of(partnership))
        choose(self, "run_by", run_by)


class EvaluationForm(forms.Form):
    """What somebody found: the good and the bad."""

    title = forms.CharField(
        max_length=200,
        label="What is the evaluation called?",
        error_messages={"required": "Enter what the evaluation is called."},
        widget=forms.TextInput(WIDE),
    )
    by = forms.CharField(
        max_length=200,
        label="Who looked?",
        error_messages={"required": "Say who looked."},
        widget=forms.TextInput(WIDE),
    )
    independent = forms.TypedChoiceField(
        label="Were they independent?",
        help_text="Independent: they neither run the programme nor pay for it.",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        error_messages={"required": "Say whether they were independent."},
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label="When was it published?",
        error_messages={"required": "Enter the day on which it was published."},
        widget=DayMonthYear,
    )
    worked = forms.CharField(
        max_length=4000,
        label="What worked?",
        error_messages={"required": "Say what worked."},
        widget=forms.Textarea({"rows": 4}),
    )
    did_not_work = forms.CharField(
        max_length=4000,
        label="What did not?",
        help_text="Every evaluation finds something. Both stand side by side on the public page.",
        error_messages={"required": "Say what did not work."},
        widget=forms.Textarea({"rows": 4}),
    )
    source = forms.CharField(
        max_length=500,
        label="Where can it be read?",
        help_text="An address on the web, or a title and a page.",
        error_messages={"required": "Say where it can be read."},
        widget=forms.TextInput(WIDE),
    )


class AwardForm(forms.Form):
    """A prize, who gave it, and when."""

    name = forms.CharField(
        max_length=200,
        label="What is the award called?",
        error_messages={"required": "Enter what the award is called."},
        widget=forms.TextInput(WIDE),
    )
    given_by = forms.CharField(
        max_length=200,
        label="Who gave it?",
        error_messages={"required": "Say who gave it."},
        widget=forms.TextInput(WIDE),
    )
    on = forms.DateField(
        label="When was it given?",
        error_messages={"required": "Enter the day on which it was given."},
        widget=DayMonthYear,
    )
    source = forms.CharField(
        max_length=500,
        required=False,
        label="Where can it be read?",
        widget=forms.TextInput(WIDE),
    )


def choose(form: forms.Form, name: str, among: QuerySet[Any]) -> None:
    """Say among which rows a field of a form chooses."""
    form.fields[name].queryset = among  # type: ignore[attr-defined]


def parts_of(partnership: Partnership) -> QuerySet[Place]:
    """The place of a partnership and what lies in it, the whole first."""
    whole = partnership.place_id
    inside = Q(parent=whole) | Q(lies_in__outer=whole)
    current = Place.objects.on(timezone.localdate())
    return current.filter(Q(pk=whole) | inside).distinct()
