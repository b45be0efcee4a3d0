"""What people type about measures, their readings and their limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from challenges.actions.readings import Entered
from challenges.forms.fields import CountField, NumberField, PeriodField
from challenges.forms.words import missing
from challenges.models import ChallengeMeasure, Measure, Reading, ReferenceSeries
from challenges.periods import in_words
from partnership.models import Organisation, Place


class FactsForm(forms.Form):
    """What is said of a measure, whatever it is of."""

    name = forms.CharField(
        label="What is measured?",
        max_length=200,
        help_text="For example: Children who walk to school.",
        error_messages=missing("Say what is measured."),
    )
    unit = forms.CharField(
        label="Unit",
        max_length=60,
        help_text="For example: %, per 1,000 people, people, days. With a numerator and a "
        "denominator, % and “per 1,000” are worked out by themselves.",
        widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
        error_messages=missing("Say what it is counted in, such as % or people."),
    )
    denominator = forms.CharField(
        label="Of whom, or out of what?",
        max_length=200,
        required=False,
        help_text="The denominator, such as: all children in Year 6. Empty if it is a plain count.",
    )
    improves = forms.ChoiceField(
        label="Which way is better for the place?",
        choices=Measure.Improves.choices,
        widget=forms.RadioSelect({"class": "nhsuk-radios--small"}),
        error_messages=missing("Say which way is better."),
    )
    frequency = forms.ChoiceField(
        label="How often is it read?",
        choices=Measure.Frequency.choices,
        initial=Measure.Frequency.MONTH,
        widget=forms.RadioSelect({"class": "nhsuk-radios--small nhsuk-radios--inline"}),
    )
    source = forms.CharField(
        label="Where does it come from?",
        max_length=200,
        help_text="Whoever reads the chart sees this.",
        error_messages=missing("Say where the readings come from."),
    )
    source_url = forms.URLField(
        label="Address of the source",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address that begins with https://."},
    )
    target = NumberField(label="Target", required=False, help_text="In its unit.")
    decimals = forms.TypedChoiceField(
        label="Figures after the point",
        choices=[(number, str(number)) for number in range(5)],
        coerce=int,
        initial=0,
        error_messages=missing("Choose how many figures."),
    )
    fixed_after = forms.IntegerField(
        label="Fix the limits after so many first points",
        required=False,
        min_value=12,
        max_value=500,
        help_text="Leave it empty, and the limits follow all points. From 12 on they can be fixed, "
        "so that what comes later is judged by how it was at first.",
        widget=forms.NumberInput({"class": "nhsuk-input--width-3"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a number from 12 to 500, or nothing."
        ),
    )


class MeasureForm(FactsForm):
    """The same for a new one, and what it is of: a place or an organisation, never both."""

    field_order = ("name", "of")
    of = forms.ChoiceField(
        label="What is it a number of?",
        help_text="Measures of the place come first. One of an organisation is seen by the people "
        "of the partnership only.",
        error_messages=missing("Choose a place or an organisation."),
    )

    def __init__(
        self, *args: Any, places: Sequence[Place], bodies: Sequence[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, Place | Organisation] = {
            **{f"place-{one.pk}": one for one in places},
            **{f"organisation-{one.pk}": one for one in bodies},
        }
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            ("", "Choose one"),
            ("A place", [(f"place-{one.pk}", one.name) for one in places]),
            ("An organisation", [(f"organisation-{one.pk}", one.name) for one in bodies]),
        ]

    def whose(self) -> dict[str, Any]:
        """The place or the organisation that was chosen, for the action."""
        chosen = self.known[self.cleaned_data["of"]]
        return {"place" if isinstance(chosen, Place) else "organisation": chosen}


class PublishedForm(forms.Form):
    series = forms.ModelChoiceField(
        label="Which figures?",
        queryset=ReferenceSeries.objects.all(),
        empty_label="Choose one",
        error_messages=missing("Choose which figures."),
    )
    place = forms.ModelChoiceField(
        label="Of which area?",
        queryset=Place.objects.none(),
        empty_label="Choose one",
        help_text="Your place, and the areas that you serve.",
        error_messages=missing("Choose an area."),
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]


class ReadingForm(forms.Form):
    """One reading; for a new one the period is asked, for a correction it is known."""

    period = forms.CharField()
    value = NumberField(label="Value", required=False)
    numerator = CountField(label="Numerator", required=False)
    denominator = CountField(label="Denominator", required=False)
    note = forms.CharField(
        label="Note", max_length=300, required=False, help_text="Shown beside the reading."
    )
    provisional = forms.BooleanField(label="This is provisional", required=False)

    def __init__(
        self, *args: Any, measure: Measure, reading: Reading | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.period_known = reading.period if reading else None
        if reading is not None:
            del self.fields["period"]
        else:
            self.fields["period"] = PeriodField(
                frequency=measure.frequency,
                label="Period",
                help_text=f"Such as {in_words(date(2024, 4, 1), measure.frequency)}.",
                widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
                error_messages=missing("Say of which period this is."),
            )
            self.order_fields(["period"])
        self.fields["value"].help_text = f"In its unit: {measure.unit}."
        if measure.denominator:
            self.fields["denominator"].help_text = f"{measure.denominator}."
            self.fields["value"].help_text += " Left empty if there are the two counts below."
        else:
            del self.fields["numerator"], self.fields["denominator"]

    def entered(self) -> Entered:
        given = self.cleaned_data
        return Entered(
            period=self.period_known or given["period"],
            value=given["value"],
            numerator=given.get("numerator"),
            denominator=given.get("denominator"),
            note=given["note"],
            provisional=given["provisional"],
        )


class RebaseForm(forms.Form):
    on = forms.TypedChoiceField(
        label="From which period on?",
        coerce=date.fromisoformat,
        error_messages=missing("Choose the first period after the change."),
    )
    because = forms.CharField(
        label="What changed?",
        max_length=300,
        help_text="Something real that is meant to last, and would be known without the chart. "
        "Everybody who sees the chart reads this.",
        error_messages=missing("Say what changed."),
    )

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [("", "Choose one"), *periods]  # type: ignore[attr-defined]


class MeasureByForm(forms.Form):
    """Which measure a challenge is measured by, and what it is to it."""

    measure = forms.ModelChoiceField(
        label="A measure of this partnership",
        queryset=Measure.objects.none(),
        empty_label="Choose one",
        error_messages=missing("Choose a measure from the list, or set up a new one."),
    )
    kind = forms.ChoiceField(
        label="What is it to this challenge?",
        choices=[
            (ChallengeMeasure.Kind.OUTCOME, "An outcome: what we want to change for people here"),
            (ChallengeMeasure.Kind.PROCESS, "A process: whether we do what we said we would"),
            (ChallengeMeasure.Kind.BALANCING, "Balancing: what must not get worse meanwhile"),
        ],
        widget=forms.RadioSelect({"class": "nhsuk-radios--small"}),
        error_messages=missing("Say what it is to this challenge."),
    )

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = known  # type: ignore[attr-defined]
